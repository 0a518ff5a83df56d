package weftline.storage.blob;

import java.time.Duration;
import java.util.Optional;

/// What is asked of a lease.
sealed interface LeaseAction {
  /// Takes a lease; whoever holds it already may take it anew, with another duration.
  record Acquire(String id, int seconds) implements LeaseAction {}

  /// Starts the time of a lease again.
  record Renew(String id) implements LeaseAction {}

  /// Gives a held lease another id.
  record Change(String id, String proposed) implements LeaseAction {}

  /// Ends a lease at once.
  record Release(String id) implements LeaseAction {}

  /// Ends a lease without holding it.
  ///
  /// @param period after which it has ended at the latest
  record Break(Optional<Duration> period) implements LeaseAction {}
}
