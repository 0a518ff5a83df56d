package weftline.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.core.Condition.Cause;
import weftline.model.NodeId;

/// Has machines tested that are new, repaired, or suspect for long enough. Without a burn-in they
/// are trusted as they are.
final class Examine implements Step {
  @Override
  public List<Event> plan(State state, Instant now) {
    Census census = state.indexes().census();
    if (census.suspicions().isEmpty() && census.untested().isEmpty()) {
      return List.of();
    }
    Stream<NodeId> due =
        census.suspicions().takeWhile(suspicion -> !suspicion.until().isAfter(now)).stream()
            .map(Census.Suspicion::node);
    return Stream.concat(census.untested().toList().stream(), due)
        .flatMap(id -> state.nodes().get(id).stream())
        .flatMap(node -> examine(state, node, now).stream())
        .toList();
  }

  /// Nothing if the machine needs no test.
  static Optional<Event> examine(State state, Node node, Instant now) {
    if (state.settings().burnIn().isPresent()) {
      return Optional.of(new Event.NodeTestOrdered(node.id(), node.fit().test() + 1, now));
    }
    boolean suspect = node.condition() == Condition.SUSPECT;
    return Conditions.change(
        node,
        suspect ? Cause.CLEARED : Cause.RELEASED,
        suspect ? "its quarantine is over" : "there is no burn-in",
        Optional.empty(),
        now);
  }
}
