package weftline.storage.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A change of a message that was taken.
///
/// @param delay after which the message may be taken again
/// @param text replaces what the message says; empty keeps it
record Change(Receipt receipt, Instant now, Duration delay, Optional<String> text) {
  Instant visibleAt() {
    return now.plus(delay);
  }
}
