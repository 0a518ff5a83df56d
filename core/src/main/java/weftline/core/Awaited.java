package weftline.core;

/// How far the nodes of a deployment have taken in their goals, kept while an operation waits for
/// it.
///
/// @param operations how many operations wait
/// @param behind how many instances live on nodes that have not taken in their newest goal
record Awaited(int operations, int behind) {
  static final Awaited NONE = new Awaited(0, 0);

  boolean isDelivered() {
    return behind == 0;
  }

  Awaited withOperations(int change) {
    return new Awaited(operations + change, behind);
  }

  Awaited with(Node home) {
    return new Awaited(operations, behind + one(home));
  }

  Awaited without(Node home) {
    return new Awaited(operations, behind - one(home));
  }

  private static int one(Node home) {
    return home.goal().isAfter(home.followed()) ? 1 : 0;
  }
}
