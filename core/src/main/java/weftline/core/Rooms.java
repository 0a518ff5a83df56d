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
}
