package weftline.controller;

import io.microraft.executor.RaftNodeExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// The consensus library counts in whole seconds; this makes its seconds shorter, on its clock and
/// in its pauses alike, so that a lost primary is noticed in less than one of ours. Its clock
/// leaves out what this controller has missed ([MissedTime]).
final class Pace implements RaftNodeExecutor {
  /// In the library's seconds.
  static final int HEARTBEAT = 1;

  static final int SILENCE_MAX = 5;

  /// By how much of its length a pause may be longer.
  private static final double UNEVEN_MAX = 0.5;

  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  private final Sequencer turns;
  private final LongSupplier nanos;
  private final double faster;
  private final RandomGenerator dice;
  private final MissedTime missed = new MissedTime();

  Pace(Surroundings surroundings, RandomGenerator dice) {
    this(surroundings.turns(), surroundings.nanos(), surroundings.silenceMax(), dice);
  }

  private Pace(Sequencer turns, LongSupplier nanos, Duration silenceMax, RandomGenerator dice) {
    this.dice = dice;
    this.turns = turns;
    this.nanos = nanos;
    this.faster = (double) SECOND_NANOS * SILENCE_MAX / silenceMax.toNanos();
  }

  @Override
  public void execute(Runnable task) {
    turns.execute(task);
  }

  @Override
  public void submit(Runnable task) {
    turns.execute(task);
  }

  /// No two controllers keep the same time, or they would stand for election together for ever.
  @Override
  public void schedule(Runnable task, long delay, TimeUnit unit) {
    double longer = 1 + dice.nextDouble() * UNEVEN_MAX;
    long pause = (long) (unit.toNanos(delay) / faster * longer);
    long due = nanos.getAsLong() + pause;
    turns.after(
        Duration.ofNanos(pause),
        () -> {
          missed.late(due, nanos.getAsLong());
          task.run();
        });
  }

  Clock clock() {
    return new Quick();
  }

  /// Shows no time of day, only how much of the library's time has passed here.
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
      return (long) (missed.since(nanos.getAsLong()) * faster) / Duration.ofMillis(1).toNanos();
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }
  }
}
