package weftline.controller;

import io.microraft.executor.RaftNodeExecutor;
import io.microraft.impl.task.LeaderElectionTimeoutTask;
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
/// leaves out what this controller has missed ([MissedTime]), and goes slower while the others are
/// late ([Gaps]).
final class Pace implements RaftNodeExecutor {
  /// In the library's seconds.
  static final int HEARTBEAT = 1;

  static final int SILENCE_MAX = 5;

  /// By how much of its length a pause may be longer.
  private static final double UNEVEN_MAX = 0.5;

  /// So many times the usual is enough for votes from the busiest machine.
  private static final int TRIES_MAX = 4;

  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  private final Sequencer turns;
  private final LongSupplier nanos;
  private final double faster;
  private final RandomGenerator dice;
  private final MissedTime missed = new MissedTime();
  private final Gaps gaps;
  private int elections;

  Pace(Surroundings surroundings, RandomGenerator dice) {
    this(surroundings.turns(), surroundings.nanos(), surroundings.silenceMax(), dice);
  }

  private Pace(Sequencer turns, LongSupplier nanos, Duration silenceMax, RandomGenerator dice) {
    this.dice = dice;
    this.turns = turns;
    this.nanos = nanos;
    this.gaps = new Gaps(silenceMax);
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
    double longer = (1 + dice.nextDouble() * UNEVEN_MAX) * tries(task);
    long pause = (long) (unit.toNanos(delay) / faster * longer);
    long due = nanos.getAsLong() + pause;
    turns.after(
        Duration.ofNanos(pause),
        () -> {
          missed.late(due, nanos.getAsLong());
          task.run();
        });
  }

  /// Votes that did not come back in time are waited for longer the next time.
  private int tries(Runnable task) {
    elections = task instanceof LeaderElectionTimeoutTask ? elections + 1 : elections;
    return task instanceof LeaderElectionTimeoutTask ? Math.min(elections, TRIES_MAX) : 1;
  }

  /// One of the words has come that are said again and again.
  void heard(Letter letter) {
    elections = 0; // there is a primary
    gaps.heard(letter.sender(), letter.message().getTerm(), nanos.getAsLong());
  }

  Clock clock() {
    return new Quick();
  }

  /// Shows no time of day, only how much of the library's time has passed here.
  private final class Quick extends Clock {
    private long seen = missed.since(nanos.getAsLong());
    private double shown = seen * faster;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public synchronized long millis() {
      long now = missed.since(nanos.getAsLong());
      if (now > seen) {
        shown += (now - seen) * faster / gaps.patience(now);
        seen = now;
      }
      return (long) shown / Duration.ofMillis(1).toNanos();
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }
  }
}
