package weftline.core;

import java.time.Instant;
import java.util.Optional;
import weftline.core.Condition.Cause;

/// Turns what befalls a machine into the event that says so.
final class Conditions {
  private Conditions() {}

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
