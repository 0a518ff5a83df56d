package weftline.core;

import java.time.Instant;
import java.util.Optional;
import weftline.core.Condition.Cause;
import weftline.model.SelfTest;

/// Turns what befalls a machine into the event that says so.
final class Conditions {
  private Conditions() {}

  static Decision of(State state, Command.JudgeNode judge) {
    Optional<Node> node = state.nodes().get(judge.node());
    if (node.isEmpty()) {
      return Reports.unknown(judge.node());
    }
    String reason = judge.by() + " says so";
    return change(node.get(), cause(judge.ruling()), reason, Optional.empty(), judge.at())
        .map(Decision::accept)
        .orElseGet(() -> Decision.refuse(pointless(node.get())));
  }

  static Decision of(State state, Command.WithdrawContainer withdraw) {
    if (state.indexes().census().in(withdraw.container()).nodes().isEmpty()) {
      return Decision.refuse(
          new Problem.NotFound(
              "there is no container " + withdraw.container(), "see `wfl containers`"));
    }
    return state
        .upkeep()
        .withdrawn()
        .map(other ->
            Decision.refuse(
                new Problem.Conflict(
                    "container %s is out".formatted(other.container()),
                    "one at a time: wait until it is back")))
        .orElseGet(() ->
            Decision.accept(
                new Event.ContainerWithdrawn(
                    withdraw.container(), withdraw.by() + " wants it out", withdraw.at())));
  }

  private static Cause cause(Command.Ruling ruling) {
    return switch (ruling) {
      case FAULTY -> Cause.CONDEMNED;
      case REPAIRED -> Cause.REPAIRED;
      case RELEASED -> Cause.RELEASED;
    };
  }

  private static Problem pointless(Node node) {
    return new Problem.Conflict(
        "node %s is %s: that changes nothing".formatted(node.id(), Narrator.word(node.condition())),
        node.condition() == Condition.FAULTY ? "say first that it is repaired" : "");
  }

  /// What a node says of its newest test; nothing if it was not asked.
  static Optional<Event> tested(Node node, SelfTest.Result result, Instant now) {
    if (!node.fit().isTesting() || result.number() != node.fit().test()) {
      return Optional.empty();
    }
    return change(
        node,
        result.passed() ? Cause.PASSED : Cause.FAILED,
        result.detail(),
        Optional.empty(),
        now);
  }

  /// Nothing if the cause does not concern a machine in this condition.
  static Optional<Event> change(
      Node node, Cause cause, String reason, Optional<Instant> until, Instant now) {
    return node.condition()
        .after(cause)
        .map(next -> new Event.NodeConditionChanged(node.id(), next, reason, until, now));
  }

  /// A node that joins for the last of too many times is put under suspicion.
  static Optional<Event> flapping(Node node, Healing rules, Instant now) {
    int losses = node.fit().lossesSince(now.minus(rules.flapMemory()));
    if (losses < rules.flapsMax()) {
      return Optional.empty();
    }
    Instant until = now.plus(rules.quarantineAfter(node.fit().setbacks()));
    String reason =
        "it was lost %d times within %d min".formatted(losses, rules.flapMemory().toMinutes());
    return change(node, Cause.FLAPPED, reason, Optional.of(until), now);
  }
}
