package weftline.controller;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import weftline.model.NodeId;

/// Lets each node wait for a change of its own goal, and wakes nobody else: with 360,000 nodes
/// waiting, waking all of them for each commit would be most of the work.
final class GoalBells {
  private final ConcurrentMap<NodeId, Bell> bells = new ConcurrentHashMap<>();
  private final AtomicInteger callers = new AtomicInteger();

  /// What the callers that wait for one node's goal share.
  private record Bell(Changes changes, int waiting) {
    Bell withWaiting(int change) {
      return new Bell(changes, waiting + change);
    }
  }

  /// Returns when the condition holds, or when the time is over.
  void await(NodeId node, BooleanSupplier wanted, Duration max) throws InterruptedException {
    callers.incrementAndGet();
    Bell bell = bells.merge(node, new Bell(new Changes(), 1), (known, _) -> known.withWaiting(1));
    try {
      bell.changes().await(wanted, max);
    } finally {
      bells.computeIfPresent(node, (_, known) -> known.withWaiting(-1));
      bells.remove(node, new Bell(bell.changes(), 0));
      callers.decrementAndGet();
    }
  }

  void ring(Collection<NodeId> nodes) {
    nodes.forEach(
        node -> Optional.ofNullable(bells.get(node)).ifPresent(bell -> bell.changes().signal()));
  }

  /// Whether somebody waits: who comes only now has not looked yet, and will see what is new. The
  /// size of the map is a sum of parts, which may leave out who came while another one went.
  boolean isAwaited() {
    return callers.get() > 0;
  }

  /// How many nodes are waited for.
  int waiting() {
    return bells.size();
  }
}
