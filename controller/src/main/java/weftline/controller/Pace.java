package weftline.controller;

import io.microraft.executor.RaftNodeExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The consensus library counts in whole seconds; this makes its seconds shorter, on its clock and
/// in its pauses alike, so that a lost primary is noticed in less than one of ours.
final class Pace implements RaftNodeExecutor {
  /// What the library's second takes.
  static final Duration SECOND = Duration.ofMillis(100);

  private static final long FASTER = Duration.ofSeconds(1).dividedBy(SECOND);

  private final Sequencer turns;
  private final LongSupplier nanos;

  Pace(Sequencer turns, LongSupplier nanos) {
    this.turns = turns;
    this.nanos = nanos;
  }

  @Override
  public void execute(Runnable task) {
    turns.execute(task);
  }

  @Override
  public void submit(Runnable task) {
    turns.execute(task);
  }

  @Override
  public void schedule(Runnable task, long delay, TimeUnit unit) {
    turns.after(Duration.ofNanos(unit.toNanos(delay) / FASTER), task);
  }

  Clock clock() {
    return new Quick();
  }

  /// Shows no time of day, only how much of the library's time has passed.
  private final class Quick extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public long millis() {
      return Duration.ofNanos(nanos.getAsLong()).multipliedBy(FASTER).toMillis();
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }
  }
}
