package weftline.controller;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Whom a controller takes for the primary, for those who wait for an answer of that one. On a busy
/// machine a primary is missed for a moment and heard again; they go on waiting until there is
/// another one, or none for long.
final class Allegiance {
  /// By then the others have elected one, if they can.
  private static final Duration WITHOUT_MAX = Duration.ofSeconds(2);

  private Optional<Peer> latest = Optional.empty();
  private boolean isWithout = true;
  private long since;
  private volatile CompletableFuture<Void> over = new CompletableFuture<>();

  /// Ends when the one who is primary now is so no more.
  CompletableFuture<Void> over() {
    return over;
  }

  /// @param standing where the controller stands now
  /// @param now nanoseconds on a clock that nobody can set
  void see(Standing standing, long now) {
    switch (standing) {
      case Standing.Primary() -> follow(Optional.empty());
      case Standing.Secondary(var primary) -> {
        if (primary.isPresent()) {
          follow(primary);
          isWithout = false;
        } else {
          miss(now);
        }
      }
    }
  }

  private void follow(Optional<Peer> primary) {
    if (!primary.equals(latest)) {
      latest = primary;
      end();
    }
  }

  private void miss(long now) {
    if (!isWithout) {
      isWithout = true;
      since = now;
    } else if (latest.isPresent() && now - since > WITHOUT_MAX.toNanos()) {
      follow(Optional.empty());
    }
  }

  private void end() {
    CompletableFuture<Void> ended = over;
    over = new CompletableFuture<>();
    ended.complete(null);
  }
}
