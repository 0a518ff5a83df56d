package weftline.core;

import weftline.model.Capacity;
import weftline.model.NodeId;

/// A node's place in the capacity index: by what is free on it, the fullest first, then by what is
/// around it. So the first room that holds a need is a tight one, and all rooms that are alike
/// stand beside each other, fault domain by fault domain.
record Room(
    int milliCores,
    int memoryMegabytes,
    int diskMegabytes,
    String container,
    int faultDomain,
    NodeId node)
    implements Comparable<Room> {
  /// Comes before every other node.
  static final NodeId FIRST = new NodeId("0");

  private static Room of(Capacity free, Spot spot, NodeId node) {
    return new Room(
        free.milliCores(),
        free.memoryMegabytes(),
        free.diskMegabytes(),
        spot.container(),
        spot.faultDomain(),
        node);
  }

  static Room of(Tenancy tenancy) {
    return of(tenancy.free(), Spot.of(tenancy.node()), tenancy.node().id());
  }

  /// Where the search for a need begins.
  static Room atLeast(Capacity need) {
    return of(need, Spot.FIRST, FIRST);
  }

  Spot spot() {
    return new Spot(container, faultDomain);
  }

  boolean isAsLargeAs(Room other) {
    return compareFree(other) == 0;
  }

  /// The first that may hold the need, at or after this one.
  Room holding(Capacity need) {
    if (memoryMegabytes < need.memoryMegabytes()) {
      return atLeast(new Capacity(milliCores, need.memoryMegabytes(), need.diskMegabytes()));
    }
    return diskMegabytes < need.diskMegabytes()
        ? atLeast(new Capacity(milliCores, memoryMegabytes, need.diskMegabytes()))
        : this;
  }

  /// The first of the same size in a fault domain, or behind it.
  Room in(Spot other) {
    return new Room(
        milliCores, memoryMegabytes, diskMegabytes, other.container(), other.faultDomain(), FIRST);
  }

  /// The first with more room.
  Room roomier() {
    return atLeast(new Capacity(milliCores, memoryMegabytes, diskMegabytes + 1));
  }

  @Override
  public int compareTo(Room other) {
    int byFree = compareFree(other);
    if (byFree != 0) {
      return byFree;
    }
    int byContainer = container.compareTo(other.container);
    if (byContainer != 0) {
      return byContainer;
    }
    int byDomain = Integer.compare(faultDomain, other.faultDomain);
    return byDomain != 0 ? byDomain : node.compareTo(other.node);
  }

  private int compareFree(Room other) {
    int byCores = Integer.compare(milliCores, other.milliCores);
    if (byCores != 0) {
      return byCores;
    }
    int byMemory = Integer.compare(memoryMegabytes, other.memoryMegabytes);
    return byMemory != 0 ? byMemory : Integer.compare(diskMegabytes, other.diskMegabytes);
  }

  /// What is around a node: a container, and in it a fault domain.
  record Spot(String container, int faultDomain) implements Comparable<Spot> {
    static final Spot FIRST = new Spot("", Integer.MIN_VALUE);

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
      int byContainer = container.compareTo(other.container);
      return byContainer != 0 ? byContainer : Integer.compare(faultDomain, other.faultDomain);
    }
  }
}
