package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import weftline.model.NodeId;

/// The rooms of one class of nodes in order, as a placement has changed them: most stand where they
/// did, those of nodes that it has given instances to stand beside.
///
/// @param before those that the placement began with
/// @param changed all nodes that have got instances since, of whichever class
/// @param moved what rooms those of this class have now
/// @param leaps from where nodes stood that have changed to the next that had not, when somebody
///   came by: a large service would pass over the same ones again for each of its instances
record Shelf(
    PSet<Room> before,
    Map<NodeId, Tenancy> changed,
    TreeSet<Room> moved,
    Map<NodeId, Optional<Room>> leaps) {
  /// The first room that is not before this one.
  Optional<Room> ceiling(Room from) {
    return sooner(before.ceiling(from), Optional.ofNullable(moved.ceiling(from)));
  }

  /// The first room behind this one.
  Optional<Room> higher(Room from) {
    return sooner(before.higher(from), Optional.ofNullable(moved.higher(from)));
  }

  private Optional<Room> sooner(Optional<Room> standing, Optional<Room> other) {
    Optional<Room> at = unchanged(standing);
    boolean isFirst = at.isPresent() && (other.isEmpty() || at.get().compareTo(other.get()) < 0);
    return isFirst ? at : other;
  }

  private Optional<Room> unchanged(Optional<Room> standing) {
    List<NodeId> passed = new ArrayList<>();
    Optional<Room> at = standing;
    while (at.isPresent() && changed.containsKey(at.get().node())) {
      Room room = at.get();
      passed.add(room.node());
      Optional<Room> leap = leaps.getOrDefault(room.node(), Optional.empty());
      at = leap.isPresent() ? leap : before.higher(room);
    }
    for (NodeId node : passed) {
      leaps.put(node, at);
    }
    return at;
  }
}
