package weftline.core;

import weftline.model.Generation;

/// How far the nodes of a deployment have taken in their goals, kept while an operation waits for
/// it.
///
/// @param operations how many operations wait
/// @param behind how many instances live on nodes that have not taken in what they should run
/// @param followed the goals that the nodes of the instances have taken in
record Awaited(int operations, int behind, Bag<Generation> followed) {
  static final Awaited NONE = new Awaited(0, 0, Bag.empty());

  /// Whether every node knows what it should run, and where all instances are.
  boolean isDelivered(Generation topology) {
    return behind == 0 && followed.least().filter(topology::isAfter).isEmpty();
  }

  Awaited withOperations(int change) {
    return new Awaited(operations + change, behind, followed);
  }

  Awaited with(Node home) {
    return new Awaited(operations, behind + late(home), followed.with(home.followed()));
  }

  Awaited without(Node home) {
    return new Awaited(operations, behind - late(home), followed.without(home.followed()));
  }

  private static int late(Node home) {
    return home.goal().isAfter(home.followed()) ? 1 : 0;
  }
}
