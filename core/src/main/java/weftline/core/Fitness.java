package weftline.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How far one machine is trusted, and why.
///
/// @param reason one sentence for people; empty for a machine without a history
/// @param until when its suspicion ends by itself
/// @param setbacks how often it was under suspicion
/// @param losses when it was lost, the newest last; older ones are forgotten
/// @param test the number of the newest self-test it was asked for
/// @param tested the number of the newest self-test it has answered
public record Fitness(
    Condition condition,
    Instant since,
    String reason,
    Optional<Instant> until,
    int setbacks,
    List<Instant> losses,
    long test,
    long tested) {
  private static final int LOSSES_MAX = 20;

  /// Nothing is known against it.
  static final Fitness TRUSTED =
      new Fitness(Condition.READY, Instant.EPOCH, "", Optional.empty(), 0, List.of(), 0, 0);

  public Fitness {
    losses = List.copyOf(losses);
  }

  /// Whether it has a self-test before it.
  public boolean isTesting() {
    return test > tested;
  }

  /// How often it was lost lately.
  int lossesSince(Instant from) {
    return (int) losses.stream().filter(at -> !at.isBefore(from)).count();
  }

  Fitness lostAt(Instant at) {
    List<Instant> newest =
        Stream.concat(
                losses.stream().skip(Math.max(0, losses.size() + 1 - LOSSES_MAX)), Stream.of(at))
            .toList();
    return new Fitness(condition, since, reason, until, setbacks, newest, test, tested);
  }

  /// A machine that is trusted again begins without losses.
  Fitness become(Condition next, Instant at, String why, Optional<Instant> newUntil) {
    return new Fitness(
        next,
        at,
        why,
        newUntil,
        next == Condition.SUSPECT ? setbacks + 1 : setbacks,
        next == Condition.READY && condition != Condition.UPDATING ? List.of() : losses,
        test,
        test);
  }

  /// Whether it waits to be told to test itself.
  boolean isUntested() {
    return !isTesting() && (condition == Condition.NEW || condition == Condition.REPAIRED);
  }

  Fitness asked(long number) {
    return new Fitness(condition, since, reason, until, setbacks, losses, number, tested);
  }
}
