package weftline.storage;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Names requests so that a log line and an answer can be brought together. Unique as long as two
/// programs do not start in the same millisecond.
final class RequestIds {
  private final long start;
  private final AtomicLong count = new AtomicLong();

  RequestIds(InstantSource clock) {
    start = clock.millis();
  }

  String next() {
    return new UUID(start << 16, Long.MIN_VALUE | count.incrementAndGet()).toString();
  }
}
