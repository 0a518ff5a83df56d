package weftline.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that moves when a test says so.
final class FakeClock implements InstantSource {
  private Instant now = Instant.parse("2026-11-21T09:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized void advance(Duration time) {
    now = now.plus(time);
  }
}
