package weftline.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import weftline.model.Capacity;
import weftline.model.Location;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PortRange;
import weftline.model.ServiceConfiguration;
import weftline.model.ServiceConfiguration.RoleConfiguration;
import weftline.model.VmSize;

/// Finds the smallest changes that would make a refused deployment fit, by trying them.
final class Cures {
  private static final int NODES_MAX = 64;
  private static final PortRange PORTS = new PortRange(20_000, 29_999);

  private final State state;
  private final Deployment deployment;
  private final String role;

  private Cures(State state, Deployment deployment, String role) {
    this.state = state;
    this.deployment = deployment;
    this.role = role;
  }

  /// One sentence for each change that helps.
  ///
  /// @param role the one that finds no room
  static List<String> of(State state, Deployment deployment, String role) {
    Cures cures = new Cures(state, deployment, role);
    List<String> found = new ArrayList<>();
    cures.fewer().ifPresent(found::add);
    cures.smaller().ifPresent(found::add);
    cures.moreNodes().ifPresent(found::add);
    return found;
  }

  /// Whether all that has no home would find one.
  static boolean fits(State state, Deployment deployment) {
    Allocator allocator = new Allocator(state, deployment);
    List<Instance> homeless = homeless(state, deployment);
    return homeless.isEmpty()
        || allocator.placeAll(allocator.bundles(homeless)) instanceof Allocator.Outcome.Placed;
  }

  static List<Instance> homeless(State state, Deployment deployment) {
    return state.instancesOf(deployment.id()).stream()
        .filter(i -> i.life() == Life.WANTED && deployment.wants(i.id()))
        .toList();
  }

  private Optional<String> fewer() {
    int instances = deployment.instances(role);
    return least(instances - 1, less -> fits(state, withInstances(instances - less)))
        .map(less ->
            "%d %s of %s: %d in place of %d"
                .formatted(
                    less,
                    less == 1 ? "instance fewer" : "instances fewer",
                    role,
                    instances - less,
                    instances));
  }

  private Deployment withInstances(int instances) {
    ServiceConfiguration old = deployment.model().configuration();
    List<RoleConfiguration> roles =
        old.roles().stream().map(each -> withInstances(each, instances)).toList();
    return deployment.withConfiguration(
        new ServiceConfiguration(old.serviceName(), old.osFamily(), old.osVersion(), roles));
  }

  private RoleConfiguration withInstances(RoleConfiguration old, int instances) {
    return old.name().equals(role)
        ? new RoleConfiguration(old.name(), instances, old.settings(), old.certificates())
        : old;
  }

  private Optional<String> smaller() {
    String size = deployment.target(role).role(role).vmSize();
    return VmSize.of(size)
        .flatMap(VmSize::smaller)
        .filter(next -> fits(state, deployment.withSize(role, next.toString())))
        .map(next -> "a size smaller for %s: %s in place of %s".formatted(role, next, size));
  }

  /// More nodes like those that there are most of, each in a fault domain of its own.
  private Optional<String> moreNodes() {
    return commonest()
        .flatMap(like ->
            least(NODES_MAX, more -> fits(withNodes(like, more), deployment))
                .map(more ->
                    "%d more %s like %s".formatted(more, more == 1 ? "node" : "nodes", like.id())));
  }

  private Optional<Node> commonest() {
    Map<NodeClass, Integer> counts = new TreeMap<>();
    Map<NodeClass, Node> largest = new TreeMap<>();
    state
        .nodes()
        .forEach((_, node) -> {
          NodeClass kind = NodeClass.of(node);
          counts.merge(kind, 1, Integer::sum);
          largest.merge(kind, node, Cures::larger);
        });
    return counts.entrySet().stream()
        .filter(each -> each.getKey().suits(deployment.target(role).policy().role(role)))
        .max(Map.Entry.comparingByValue())
        .flatMap(each -> Optional.ofNullable(largest.get(each.getKey())));
  }

  private static Node larger(Node one, Node other) {
    Comparator<Capacity> order =
        Comparator.comparingInt(Capacity::milliCores)
            .thenComparingInt(Capacity::memoryMegabytes)
            .thenComparingInt(Capacity::diskMegabytes);
    return order.compare(one.description().capacity(), other.description().capacity()) >= 0
        ? one
        : other;
  }

  private State withNodes(Node like, int count) {
    int domain = Integer.MAX_VALUE - NODES_MAX;
    State ahead = state;
    for (int i = 0; i < count; i++) {
      NodeId id = new NodeId("Z-supposed-" + i);
      int faultDomain = domain + i;
      Optional<Location> location =
          like.location()
              .map(at ->
                  new Location(
                      id,
                      faultDomain,
                      at.rack(),
                      at.container(),
                      at.hardware(),
                      at.os(),
                      at.features()));
      if (location.isPresent()) {
        ahead =
            ahead.apply(new Event.InventoryTaken(List.of(), List.of(), List.of(location.get())));
      }
      ahead =
          ahead.apply(
              new Event.NodeJoined(
                  new NodeDescription(id, "", faultDomain, like.description().capacity(), PORTS)));
    }
    return ahead;
  }

  /// The least number from 1 that passes, if all above it do.
  private static Optional<Integer> least(int max, IntPredicate passes) {
    if (max < 1 || !passes.test(max)) {
      return Optional.empty();
    }
    int low = 1;
    int high = max;
    while (low < high) {
      int middle = (low + high) / 2;
      if (passes.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return Optional.of(low);
  }
}
