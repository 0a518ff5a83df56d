package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.core.Condition.Cause;

/// Ends a suspicion whose time is over.
final class Release implements Step {
  @Override
  public List<Event> plan(State state, Instant now) {
    List<Event> events = new ArrayList<>();
    state
        .indexes()
        .census()
        .suspicions()
        .takeWhile(suspicion -> !suspicion.until().isAfter(now))
        .forEach(due ->
            state
                .nodes()
                .get(due.node())
                .flatMap(node -> cleared(node, now))
                .ifPresent(events::add));
    return events;
  }

  private static Optional<Event> cleared(Node node, Instant now) {
    return Conditions.change(node, Cause.CLEARED, "its quarantine is over", Optional.empty(), now);
  }
}
