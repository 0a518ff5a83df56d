package weftline.core;

import java.util.List;
import java.util.Optional;
import weftline.core.Room.Spot;
import weftline.model.InstanceId;
import weftline.model.NodeId;

/// The capacity index: who lives where, and what is free on the nodes that take instances.
///
/// @param shelves for every class of nodes the open ones, in the order of their [Room]
/// @param spots for every fault domain what its open nodes have together
record Rooms(
    PMap<NodeId, Tenancy> tenancies, PMap<NodeClass, PSet<Room>> shelves, PMap<Spot, Load> spots) {
  static final Rooms EMPTY = new Rooms(PMap.empty(), PMap.empty(), PMap.empty());

  /// The open nodes of one fault domain, added up.
  ///
  /// @param milliCores how many thousandths of a core are free there
  record Load(int nodes, long milliCores) {
    static final Load NONE = new Load(0, 0);

    Load plus(Load other) {
      return new Load(nodes + other.nodes, milliCores + other.milliCores);
    }
  }

  Optional<Tenancy> on(NodeId node) {
    return tenancies.get(node);
  }

  List<InstanceId> residents(NodeId node) {
    return on(node).map(tenancy -> tenancy.residents().toList()).orElse(List.of());
  }

  /// A node that is gone; nobody lives there, and none is placed there.
  Rooms without(NodeId node) {
    return new Rooms(tenancies.without(node), shelves, spots);
  }

  /// Most that happens to a node leaves it on its shelf.
  ///
  /// @param was what is known of the node
  Rooms replace(Optional<Tenancy> was, Tenancy now) {
    PMap<NodeId, Tenancy> newTenancies = tenancies.with(now.node().id(), now);
    if (was.filter(now::isShelvedLike).isPresent()) {
      return new Rooms(newTenancies, shelves, spots);
    }
    Optional<Tenancy> before = was.filter(Tenancy::isOpen);
    if (before.filter(now::isBeside).isPresent()) {
      return new Rooms(newTenancies, move(before.get(), now), count(before.get(), now));
    }
    PMap<NodeClass, PSet<Room>> newShelves = shelves;
    PMap<Spot, Load> newSpots = spots;
    if (before.isPresent()) {
      newShelves = shelve(newShelves, before.get(), false);
      newSpots = count(newSpots, before.get(), -1);
    }
    if (now.isOpen()) {
      newShelves = shelve(newShelves, now, true);
      newSpots = count(newSpots, now, 1);
    }
    return new Rooms(newTenancies, newShelves, newSpots);
  }

  private PMap<NodeClass, PSet<Room>> move(Tenancy before, Tenancy now) {
    NodeClass kind = NodeClass.of(now.node());
    PSet<Room> shelf = shelves.get(kind).orElseGet(PSet::empty);
    return shelves.with(kind, shelf.with(Room.of(before), false).with(Room.of(now), true));
  }

  private PMap<Spot, Load> count(Tenancy before, Tenancy now) {
    Spot spot = Spot.of(now.node());
    Load change = new Load(0, (long) now.free().milliCores() - before.free().milliCores());
    return spots.with(spot, spots.get(spot).orElse(Load.NONE).plus(change));
  }

  private static PMap<NodeClass, PSet<Room>> shelve(
      PMap<NodeClass, PSet<Room>> shelves, Tenancy tenancy, boolean open) {
    NodeClass kind = NodeClass.of(tenancy.node());
    PSet<Room> shelf = shelves.get(kind).orElseGet(PSet::empty).with(Room.of(tenancy), open);
    return shelf.isEmpty() ? shelves.without(kind) : shelves.with(kind, shelf);
  }

  private static PMap<Spot, Load> count(PMap<Spot, Load> spots, Tenancy tenancy, int sign) {
    Spot spot = Spot.of(tenancy.node());
    Load change = new Load(sign, (long) sign * tenancy.free().milliCores());
    Load load = spots.get(spot).orElse(Load.NONE).plus(change);
    return load.nodes() == 0 ? spots.without(spot) : spots.with(spot, load);
  }
}
