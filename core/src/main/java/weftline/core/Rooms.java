package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import weftline.model.Capacity;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.VmSize;

/// The capacity index: who lives where, and for every fault domain its open nodes, the emptiest
/// first.
///
/// @param open nodes that take instances, by fault domain and room
/// @param faultDomains how many open nodes each fault domain has
record Rooms(
    PMap<NodeId, Tenancy> tenancies, PMap<Room, NodeId> open, PMap<Integer, Integer> faultDomains) {
  static final Rooms EMPTY = new Rooms(PMap.empty(), PMap.empty(), PMap.empty());

  /// Comes before every other node.
  static final NodeId FIRST = new NodeId("0");

  /// A place in the index.
  ///
  /// @param slices how many thousandths of a Small instance are free, by what is scarcest
  record Room(int faultDomain, long slices, NodeId node) implements Comparable<Room> {
    @Override
    public int compareTo(Room other) {
      int byDomain = Integer.compare(faultDomain, other.faultDomain);
      if (byDomain != 0) {
        return byDomain;
      }
      int bySlices = Long.compare(other.slices, slices);
      return bySlices != 0 ? bySlices : node.compareTo(other.node);
    }
  }

  Optional<Tenancy> on(NodeId node) {
    return tenancies.get(node);
  }

  List<InstanceId> residents(NodeId node) {
    return on(node).map(tenancy -> tenancy.residents().toList()).orElse(List.of());
  }

  /// What the emptiest open nodes of a fault domain that hold the need have to offer.
  <T> List<T> roomiest(
      int faultDomain, Capacity need, int max, Function<Tenancy, Optional<T>> offer) {
    List<T> found = new ArrayList<>();
    long slices = slices(need);
    open.scan(
        new Room(faultDomain, Long.MAX_VALUE, FIRST),
        (room, node) -> {
          if (room.faultDomain() != faultDomain || room.slices() < slices) {
            return false;
          }
          on(node)
              .filter(tenancy -> tenancy.free().holds(need))
              .flatMap(offer)
              .ifPresent(found::add);
          return found.size() < max;
        });
    return found;
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
    Optional<Tenancy> before = on(id).filter(tenancy -> tenancy.node().isOpen());
    PMap<Room, NodeId> newOpen = open;
    PMap<Integer, Integer> domains = faultDomains;
    if (before.isPresent()) {
      newOpen = newOpen.without(room(before.get()));
      domains = count(domains, before.get().node().faultDomain(), -1);
    }
    if (now.node().isOpen()) {
      newOpen = newOpen.with(room(now), id);
      domains = count(domains, now.node().faultDomain(), 1);
    }
    return new Rooms(tenancies.with(id, now), newOpen, domains);
  }

  private static PMap<Integer, Integer> count(
      PMap<Integer, Integer> domains, int faultDomain, int change) {
    int nodes = domains.get(faultDomain).orElse(0) + change;
    return nodes == 0 ? domains.without(faultDomain) : domains.with(faultDomain, nodes);
  }

  private static Room room(Tenancy tenancy) {
    return new Room(tenancy.node().faultDomain(), slices(tenancy.free()), tenancy.node().id());
  }

  /// Grows with every part of a capacity, so that what holds a need has at least its slices.
  private static long slices(Capacity capacity) {
    Capacity small = VmSize.SMALL.capacity();
    return Math.min(
        1_000L * capacity.milliCores() / small.milliCores(),
        Math.min(
            1_000L * capacity.memoryMegabytes() / small.memoryMegabytes(),
            1_000L * capacity.diskMegabytes() / small.diskMegabytes()));
  }
}
