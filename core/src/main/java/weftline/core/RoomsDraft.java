package weftline.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import weftline.core.Room.Spot;
import weftline.core.Rooms.Load;
import weftline.model.InstanceId;
import weftline.model.NodeId;

/// The next [Rooms] in the making, for an [IndexDraft].
final class RoomsDraft {
  private final Pen pen;
  private final PMap<NodeClass, PSet<Room>> shelved;
  private final Map<NodeClass, WorkList<Room>> shelves = new TreeMap<>();
  private final Table<NodeId, Tenancy> tenancies;
  private final Table<Spot, Load> spots;

  RoomsDraft(Rooms before, Pen pen) {
    this.pen = pen;
    shelved = before.shelves();
    tenancies = new Table<>(before.tenancies(), pen);
    spots = new Table<>(before.spots(), pen);
  }

  Rooms finished() {
    PMap<NodeClass, PSet<Room>> all = shelved;
    for (var entry : shelves.entrySet()) {
      PSet<Room> shelf = entry.getValue().latest();
      all = shelf.isEmpty() ? all.without(entry.getKey()) : all.with(entry.getKey(), shelf);
    }
    return new Rooms(tenancies.latest(), all, spots.latest());
  }

  Optional<Tenancy> on(NodeId node) {
    return tenancies.get(node);
  }

  List<InstanceId> residents(NodeId node) {
    return on(node).map(tenancy -> tenancy.residents().toList()).orElse(List.of());
  }

  /// A node that is gone; nobody lives there, and none is placed there.
  void remove(NodeId node) {
    tenancies.remove(node);
  }

  /// Most that happens to a node leaves it on its shelf.
  ///
  /// @param was what is known of the node
  void replace(Optional<Tenancy> was, Tenancy now) {
    tenancies.put(now.node().id(), now);
    if (was.filter(now::isShelvedLike).isPresent()) {
      return;
    }
    Optional<Tenancy> before = was.filter(Tenancy::isOpen);
    before.ifPresent(tenancy -> shelve(tenancy, false));
    if (now.isOpen()) {
      shelve(now, true);
    }
    if (before.filter(now::isBeside).isPresent()) {
      int less = before.get().free().milliCores();
      count(now, new Load(0, (long) now.free().milliCores() - less));
      return;
    }
    before.ifPresent(tenancy -> count(tenancy, new Load(-1, -tenancy.free().milliCores())));
    if (now.isOpen()) {
      count(now, new Load(1, now.free().milliCores()));
    }
  }

  private void shelve(Tenancy tenancy, boolean open) {
    shelves
        .computeIfAbsent(
            NodeClass.of(tenancy.node()),
            kind -> new WorkList<>(shelved.get(kind).orElseGet(PSet::empty), pen))
        .set(Room.of(tenancy), open);
  }

  private void count(Tenancy tenancy, Load change) {
    Spot spot = Spot.of(tenancy.node());
    Load load = spots.get(spot).orElse(Load.NONE).plus(change);
    if (load.nodes() == 0) {
      spots.remove(spot);
    } else {
      spots.put(spot, load);
    }
  }
}
