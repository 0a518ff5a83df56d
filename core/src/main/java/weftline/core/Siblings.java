package weftline.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weftline.core.Room.Spot;
import weftline.model.InstanceId;
import weftline.model.NodeId;

/// Where the other instances of a deployment are: what a new one is spread over, kept near to, or
/// kept away from.
final class Siblings {
  /// Of a role of which there is no instance yet; nobody adds to it.
  private static final Spread NOWHERE = new Spread();

  private final Map<String, Spread> spreads = new HashMap<>();
  private final Map<NodeId, Integer> onNode = new HashMap<>();
  private final Map<NodeId, Map<String, Integer>> byRole = new HashMap<>();
  private final Map<InstanceId, NodeId> homes = new HashMap<>();
  private final Map<String, Spot> spots = new HashMap<>();
  private final Set<String> hardware = new HashSet<>();

  void add(InstanceId instance, int updateDomain, Node node) {
    String role = instance.role();
    spreads.computeIfAbsent(role, _ -> new Spread()).add(node.faultDomain(), updateDomain);
    onNode.merge(node.id(), 1, Integer::sum);
    byRole.computeIfAbsent(node.id(), _ -> new HashMap<>()).merge(role, 1, Integer::sum);
    homes.put(instance, node.id());
    spots.putIfAbsent(role, Spot.of(node));
    hardware.add(NodeClass.of(node).hardware());
  }

  Spread spread(String role) {
    return spreads.getOrDefault(role, NOWHERE);
  }

  Optional<NodeId> home(InstanceId instance) {
    return Optional.ofNullable(homes.get(instance));
  }

  /// Where the first of some roles is.
  Optional<Spot> spot(List<String> roles) {
    return roles.stream().filter(spots::containsKey).map(spots::get).findFirst();
  }

  int count(NodeId node) {
    return onNode.getOrDefault(node, 0);
  }

  int count(NodeId node, String role) {
    return byRole.getOrDefault(node, Map.of()).getOrDefault(role, 0);
  }

  /// Whether one of them is on a machine of this model.
  boolean use(String model) {
    return hardware.contains(model);
  }
}
