package weftline.controller;

import java.time.Duration;
import java.time.Instant;

/// A time that passes when the test says so.
final class FakeTime {
  private Instant wall = Instant.parse("2026-03-01T10:00:00Z");
  private long nanos;

  Time time() {
    return new Time(() -> wall, this::nanos);
  }

  long nanos() {
    return nanos;
  }

  void pass(Duration duration) {
    wall = wall.plus(duration);
    nanos += duration.toNanos();
  }

  void set(Instant instant) {
    wall = instant;
  }
}
