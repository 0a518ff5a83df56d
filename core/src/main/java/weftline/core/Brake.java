package weftline.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.core.Operation.Kind;
import weftline.core.Operation.Progress;
import weftline.core.Operation.Subject;

/// Stops a walk whose new version crashes too often or does not get ready: it waits for a word, or
/// goes back if that was asked for.
final class Brake implements Step {
  private static final String BY = "the fabric";

  /// One walk at a time, for each that goes back is an operation with a number of its own.
  @Override
  public List<Event> plan(State state, Instant now) {
    if (state.indexes().changing().isEmpty()) {
      return List.of();
    }
    return state.indexes().changing().toList().stream()
        .map(state::deployment)
        .flatMap(deployment ->
            trouble(state, deployment, now).map(why -> brake(state, deployment, why, now)).stream())
        .findFirst()
        .orElseGet(List::of);
  }

  private static Optional<String> trouble(State state, Deployment deployment, Instant now) {
    Tally tally = state.tally(deployment.id());
    Optional<Walk> failing = deployment.walk().filter(walk -> walk.isFailing(tally.all()));
    return failing
        .map(walk -> "the new version failed %d times".formatted(walk.crashes()))
        .or(() -> tally.isWell() ? Optional.empty() : lateness(state, deployment, now));
  }

  /// While nodes are silent nobody knows what is ready.
  private static Optional<String> lateness(State state, Deployment deployment, Instant now) {
    Duration limit = state.settings().readyLimit();
    boolean isKnown = state.upkeep().standstill().isEmpty() && !state.isObscured(deployment.id());
    return deployment
        .walk()
        .filter(walk -> walk.isLate(now.minus(limit)) && isKnown)
        .map(walk ->
            "update domain %d is not ready after %d s"
                .formatted(walk.domain().orElse(0), limit.toSeconds()));
  }

  static List<Event> brake(State state, Deployment deployment, String reason, Instant now) {
    return deployment.walk().filter(Walk::autoRollback).isPresent()
        ? goBack(state, deployment, reason, now)
        : List.of(new Event.WalkPaused(deployment.id(), reason));
  }

  private static List<Event> goBack(
      State state, Deployment deployment, String reason, Instant now) {
    List<Event> events = new ArrayList<>();
    state.runningOperations().stream()
        .filter(one -> one.kind() == Kind.UPGRADE || one.kind() == Kind.WALK)
        .filter(one -> one.subject().deployment().filter(deployment.id()::equals).isPresent())
        .forEach(one ->
            events.add(new Event.OperationEnded(one.number(), Progress.ROLLED_BACK, reason, now)));
    state
        .slotOf(deployment)
        .map(slot -> Subject.of(deployment.service(), slot, deployment.id()))
        .ifPresent(
            subject -> events.add(new Event.OperationStarted(operation(state, subject, now))));
    events.add(new Event.RollbackStarted(deployment.id()));
    return events;
  }

  private static Operation operation(State state, Subject subject, Instant now) {
    return new Operation(
        state.counters().operations() + 1,
        Kind.ROLLBACK,
        subject,
        BY,
        now,
        Progress.RUNNING,
        "",
        Optional.empty());
  }
}
