package weftline.core;

import java.util.Comparator;
import weftline.model.Capacity;
import weftline.model.NodeId;

/// A node's place in the capacity index: by what is free on it, the fullest first, then by what is
/// around it. So the first room that holds a need is a tight one, and all rooms that are alike
/// stand beside each other, fault domain by fault domain.
record Room(Capacity free, Spot spot, NodeId node) implements Comparable<Room> {
  /// Comes before every other node.
  static final NodeId FIRST = new NodeId("0");

  static Room of(Tenancy tenancy) {
    return new Room(tenancy.free(), Spot.of(tenancy.node()), tenancy.node().id());
  }

  /// Where the search for a need begins.
  static Room atLeast(Capacity need) {
    return new Room(need, Spot.FIRST, FIRST);
  }

  /// The first that may hold the need, at or after this one.
  Room holding(Capacity need) {
    if (free.memoryMegabytes() < need.memoryMegabytes()) {
      return atLeast(new Capacity(free.milliCores(), need.memoryMegabytes(), need.diskMegabytes()));
    }
    return free.diskMegabytes() < need.diskMegabytes()
        ? atLeast(new Capacity(free.milliCores(), free.memoryMegabytes(), need.diskMegabytes()))
        : this;
  }

  Room in(Spot other) {
    return new Room(free, other, FIRST);
  }

  /// The first with more room.
  Room roomier() {
    return atLeast(
        new Capacity(free.milliCores(), free.memoryMegabytes(), free.diskMegabytes() + 1));
  }

  @Override
  public int compareTo(Room other) {
    int byFree = compare(free, other.free);
    if (byFree != 0) {
      return byFree;
    }
    int bySpot = spot.compareTo(other.spot);
    return bySpot != 0 ? bySpot : node.compareTo(other.node);
  }

  private static int compare(Capacity one, Capacity other) {
    int byCores = Integer.compare(one.milliCores(), other.milliCores());
    if (byCores != 0) {
      return byCores;
    }
    int byMemory = Integer.compare(one.memoryMegabytes(), other.memoryMegabytes());
    return byMemory != 0 ? byMemory : Integer.compare(one.diskMegabytes(), other.diskMegabytes());
  }

  /// What is around a node: a container, and in it a fault domain.
  record Spot(String container, int faultDomain) implements Comparable<Spot> {
    static final Spot FIRST = new Spot("", Integer.MIN_VALUE);

    private static final Comparator<Spot> ORDER =
        Comparator.comparing(Spot::container).thenComparingInt(Spot::faultDomain);

    static Spot of(Node node) {
      return new Spot(
          node.location().map(location -> location.container()).orElse(""), node.faultDomain());
    }

    /// The first fault domain of a container.
    static Spot firstOf(String container) {
      return new Spot(container, Integer.MIN_VALUE);
    }

    Spot next() {
      return new Spot(container, faultDomain + 1);
    }

    @Override
    public int compareTo(Spot other) {
      return ORDER.compare(this, other);
    }
  }
}
