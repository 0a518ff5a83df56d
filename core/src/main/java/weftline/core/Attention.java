package weftline.core;

import java.util.HashSet;
import java.util.Set;
import weftline.model.NodeId;

/// Finds the nodes that are to be listened to again, though they say nothing new. What else could
/// make old words count moves the node's goal, and then it says something new by itself.
public final class Attention {
  private Attention() {}

  /// The nodes of deployments for which an operation has begun to wait, and everybody if it has
  /// changed who fails together, or more can be written down than before.
  public static Set<NodeId> drawn(State before, State after) {
    boolean isRaised = before.keepers().level() != after.keepers().level();
    if (isRaised || !isSame(before.listing().locations(), after.listing().locations())) {
      return Set.copyOf(after.nodes().keys());
    }
    var awaited = before.indexes().awaited();
    if (isSame(awaited, after.indexes().awaited())) {
      return Set.of();
    }
    Set<NodeId> drawn = new HashSet<>();
    after.indexes().awaited().keys().stream()
        .filter(deployment -> !awaited.containsKey(deployment))
        .flatMap(deployment -> after.instancesOf(deployment).stream())
        .forEach(instance -> instance.node().ifPresent(drawn::add));
    return drawn;
  }

  /// Not only equal: asked for every report, so it must cost nothing.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object one, Object other) {
    return one == other;
  }
}
