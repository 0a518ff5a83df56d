package weftline.controller;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The fabric's time: follows the machine's clock forward, and goes on at an even pace when that
/// clock is set back. So time in commands never runs backwards and never stands still.
final class SteadyClock implements InstantSource {
  private final InstantSource wall;
  private final LongSupplier monotonicNanos;
  private Instant last;
  private long lastNanos;

  /// @param floor the time of the newest entry in the ledger
  SteadyClock(InstantSource wall, LongSupplier monotonicNanos, Instant floor) {
    this.wall = wall;
    this.monotonicNanos = monotonicNanos;
    this.last = floor;
    this.lastNanos = monotonicNanos.getAsLong();
  }

  /// Goes on from there if that is later: another one has decided in the meantime. How long nobody
  /// has asked for the time is in that already, and must not be added to it.
  synchronized void notBefore(Instant floor) {
    Instant now = instant();
    last = floor.isAfter(now) ? floor : now;
  }

  @Override
  public synchronized Instant instant() {
    long nanos = monotonicNanos.getAsLong();
    Instant steady = last.plus(Duration.ofNanos(nanos - lastNanos));
    Instant now = wall.instant();
    last = now.isAfter(steady) ? now : steady;
    lastNanos = nanos;
    return last;
  }
}
