package weftline.sim;

import java.time.Duration;
import java.util.Optional;

/// How a story went.
///
/// @param failure the promise that was broken, if one was
/// @param events how many were committed
/// @param acknowledged how many changes were
/// @param reigns how often a controller came to decide
/// @param virtualTime how long it took in the story's own time
public record Story(
    Plan plan,
    Optional<String> failure,
    long events,
    int acknowledged,
    int reigns,
    Duration virtualTime) {
  public boolean isFine() {
    return failure.isEmpty();
  }
}
