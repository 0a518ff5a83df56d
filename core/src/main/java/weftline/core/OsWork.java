package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.core.Condition.Cause;
import weftline.model.NodeId;
import weftline.model.OsOrder;

/// Sees the machines through that get another operating system: once all of their instances have
/// stopped they are told to begin, once they are back they are tested and used again. Stops for a
/// word when too many fail, or when what runs on those that are back does not get ready.
final class OsWork implements Step {
  @Override
  public List<Event> plan(State state, Instant now) {
    List<Event> events = new ArrayList<>();
    for (NodeId id : state.indexes().census().systems().updating().toList()) {
      state.nodes().get(id).flatMap(node -> next(state, node, now)).ifPresent(events::add);
    }
    state
        .upkeep()
        .os()
        .filter(goal -> !goal.isPaused())
        .flatMap(goal -> trouble(state, goal, now))
        .ifPresent(reason -> events.add(new Event.OsGoalPaused(reason)));
    return events;
  }

  private static Optional<Event> next(State state, Node node, Instant now) {
    if (node.system().order().isEmpty()) {
      return order(state, node, now);
    }
    if (isLate(state, node, now)) {
      String reason =
          "it did not come back with operating system %s in time"
              .formatted(node.system().order().orElseThrow().version());
      return Conditions.change(node, Cause.FAILED, reason, Optional.empty(), now);
    }
    if (!node.system().isDone() || node.fit().isTesting()) {
      return Optional.empty();
    }
    return state.settings().burnIn().isPresent()
        ? Optional.of(new Event.NodeTestOrdered(node.id(), node.fit().test() + 1, now))
        : back(node, "it runs operating system", now);
  }

  /// Nobody has to wait who was not told yet, when it is not wanted any more. Nobody is told while
  /// the fabric stands still: then too much is away already.
  private static Optional<Event> order(State state, Node node, Instant now) {
    Optional<OsGoal> goal = state.upkeep().os().filter(one -> !one.isPaused() && one.isFor(node));
    if (goal.isEmpty()) {
      return back(node, "it keeps operating system", now);
    }
    boolean mayBegin =
        state.upkeep().standstill().isEmpty()
            && state.instancesOn(node.id()).stream().allMatch(one -> one.life() == Life.PARKED);
    return mayBegin
        ? goal.map(one ->
            new Event.NodeOsOrdered(node.id(), new OsOrder(number(node, now), one.version()), now))
        : Optional.empty();
  }

  /// By the clock: one that left the fabric and came back is counted anew, and may remember how an
  /// order of its former life ended.
  private static long number(Node node, Instant now) {
    return Math.max(node.system().orders() + 1, now.getEpochSecond());
  }

  private static Optional<Event> back(Node node, String what, Instant now) {
    String reason = what + " " + node.system().version().orElse("");
    return Conditions.change(node, Cause.CLEARED, reason, Optional.empty(), now);
  }

  /// While the fabric stands still nobody is blamed for being late.
  private static boolean isLate(State state, Node node, Instant now) {
    OsGoal.Rules rules = state.upkeep().os().map(OsGoal::rules).orElse(OsGoal.Rules.DEFAULT);
    return state.upkeep().standstill().isEmpty()
        && node.system().since().plus(rules.within()).isBefore(now);
  }

  private static Optional<String> trouble(State state, OsGoal goal, Instant now) {
    if (goal.isFailing()) {
      return Optional.of(
          "%d of the %d machines begun have failed".formatted(goal.failed(), goal.begun()));
    }
    Instant limit = now.minus(state.settings().readyLimit());
    return OsRound.unsettled(state, goal, now).stream()
        .filter(node -> node.fit().since().isBefore(limit))
        .findFirst()
        .map(node ->
            "what runs on %s is not ready %d s after it came back"
                .formatted(node.id(), state.settings().readyLimit().toSeconds()));
  }
}
