package weftline.app.endtoend;

import java.util.Optional;

/// One request of a client, and what became of it. Times are those of [System#nanoTime].
///
/// @param instance who answered, or who had answered before on the same connection
/// @param since when its connection was opened
/// @param trouble empty if the page came
record Visit(
    long number, boolean kept, Optional<String> instance, long since, long ended, String trouble) {
  boolean failed() {
    return !trouble.isEmpty();
  }

  @Override
  public String toString() {
    return "request %d on a %s connection to %s: %s"
        .formatted(number, kept ? "kept" : "new", instance.orElse("somebody"), trouble);
  }
}
