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
    PMap<NodeId, Tenancy> tenancies,
    PMap<NodeClass, PMap<Room, Tenancy>> shelves,
    PMap<Spot, Load> spots) {
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

  Rooms with(Node node) {
    return replace(
        node.id(), tenancies.get(node.id()).orElseGet(() -> Tenancy.empty(node)).withNode(node));
  }

  /// A node that has come back as another machine; nobody lives there.
  Rooms withNew(Node node) {
    return replace(node.id(), Tenancy.empty(node));
  }

  Rooms with(InstanceId instance, Residence residence) {
    return on(residence.node())
        .map(tenancy -> replace(residence.node(), tenancy.with(instance, residence)))
        .orElse(this);
  }

  Rooms without(InstanceId instance, Residence residence) {
    return on(residence.node())
        .map(tenancy -> replace(residence.node(), tenancy.without(instance, residence)))
        .orElse(this);
  }

  private Rooms replace(NodeId id, Tenancy now) {
    Optional<Tenancy> before = on(id).filter(Tenancy::isOpen);
    PMap<NodeClass, PMap<Room, Tenancy>> newShelves = shelves;
    PMap<Spot, Load> newSpots = spots;
    if (before.isPresent()) {
      newShelves = shelve(newShelves, before.get(), false);
      newSpots = count(newSpots, before.get(), -1);
    }
    if (now.isOpen()) {
      newShelves = shelve(newShelves, now, true);
      newSpots = count(newSpots, now, 1);
    }
    return new Rooms(tenancies.with(id, now), newShelves, newSpots);
  }

  private static PMap<NodeClass, PMap<Room, Tenancy>> shelve(
      PMap<NodeClass, PMap<Room, Tenancy>> shelves, Tenancy tenancy, boolean open) {
    NodeClass kind = NodeClass.of(tenancy.node());
    PMap<Room, Tenancy> before = shelves.get(kind).orElseGet(PMap::empty);
    Room room = Room.of(tenancy);
    PMap<Room, Tenancy> shelf = open ? before.with(room, tenancy) : before.without(room);
    return shelf.isEmpty() ? shelves.without(kind) : shelves.with(kind, shelf);
  }

  private static PMap<Spot, Load> count(PMap<Spot, Load> spots, Tenancy tenancy, int sign) {
    Spot spot = Spot.of(tenancy.node());
    Load change = new Load(sign, (long) sign * tenancy.free().milliCores());
    Load load = spots.get(spot).orElse(Load.NONE).plus(change);
    return load.nodes() == 0 ? spots.without(spot) : spots.with(spot, load);
  }
}
