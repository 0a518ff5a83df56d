package weftline.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.core.Event;
import weftline.core.Event.Placement;
import weftline.core.Residence;
import weftline.model.Capacity;
import weftline.model.DeploymentId;
import weftline.model.InstanceGoal.EndpointAddress;
import weftline.model.InstanceId;
import weftline.model.NodeId;

/// The homes of instances that hold the same and listen under the same names, in columns: what they
/// share is written once. The ports of one instance stand beside each other, in the order of the
/// endpoints.
///
/// @param addresses of the nodes, as the endpoints say them; none without endpoints
record Homes(
    String role,
    Capacity holds,
    List<Endpoint> endpoints,
    List<Integer> indexes,
    List<NodeId> nodes,
    List<Integer> faultDomains,
    List<String> addresses,
    List<Integer> ports) {
  Homes {
    endpoints = List.copyOf(endpoints);
    indexes = List.copyOf(indexes);
    nodes = List.copyOf(nodes);
    faultDomains = List.copyOf(faultDomains);
    addresses = List.copyOf(addresses);
    ports = List.copyOf(ports);
    int count = indexes.size();
    if (nodes.size() != count
        || faultDomains.size() != count
        || addresses.size() != (endpoints.isEmpty() ? 0 : count)
        || ports.size() != count * endpoints.size()) {
      throw new IllegalArgumentException("the columns of homes have different lengths");
    }
  }

  /// What an endpoint is called, on whichever node.
  record Endpoint(String name, String protocol) {}

  /// In the order of the placements; empty if they cannot be said so.
  static Optional<List<Homes>> of(Event.InstancesPlaced placed) {
    List<Homes> all = new ArrayList<>();
    List<Placement> alike = new ArrayList<>();
    for (Placement placement : placed.placements()) {
      if (!placement.instance().deployment().equals(placed.deployment())
          || !listensAtOneAddress(placement.residence())) {
        return Optional.empty();
      }
      if (!alike.isEmpty() && !isLike(alike.getFirst(), placement)) {
        all.add(columns(alike));
        alike.clear();
      }
      alike.add(placement);
    }
    if (!alike.isEmpty()) {
      all.add(columns(alike));
    }
    return Optional.of(all);
  }

  private static boolean listensAtOneAddress(Residence home) {
    List<EndpointAddress> endpoints = home.endpoints();
    for (EndpointAddress endpoint : endpoints) {
      if (!endpoint.address().equals(endpoints.getFirst().address())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLike(Placement one, Placement other) {
    return one.instance().role().equals(other.instance().role())
        && one.residence().holds().equals(other.residence().holds())
        && names(one).equals(names(other));
  }

  private static List<Endpoint> names(Placement placement) {
    List<Endpoint> names = new ArrayList<>();
    for (EndpointAddress endpoint : placement.residence().endpoints()) {
      names.add(new Endpoint(endpoint.name(), endpoint.protocol()));
    }
    return names;
  }

  private static Homes columns(List<Placement> alike) {
    List<Integer> indexes = new ArrayList<>();
    List<NodeId> nodes = new ArrayList<>();
    List<Integer> faultDomains = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (Placement placement : alike) {
      Residence home = placement.residence();
      indexes.add(placement.instance().index());
      nodes.add(home.node());
      faultDomains.add(home.faultDomain());
      home.endpoints().stream().findFirst().ifPresent(first -> addresses.add(first.address()));
      home.endpoints().forEach(endpoint -> ports.add(endpoint.port()));
    }
    Placement first = alike.getFirst();
    return new Homes(
        first.instance().role(),
        first.residence().holds(),
        names(first),
        indexes,
        nodes,
        faultDomains,
        addresses,
        ports);
  }

  /// As they were before they were put in columns.
  List<Placement> placements(DeploymentId deployment) {
    List<Placement> placements = new ArrayList<>(indexes.size());
    for (int row = 0; row < indexes.size(); row++) {
      placements.add(
          new Placement(
              new InstanceId(deployment, role, indexes.get(row)),
              new Residence(nodes.get(row), faultDomains.get(row), holds, endpoints(row))));
    }
    return placements;
  }

  private List<EndpointAddress> endpoints(int row) {
    List<EndpointAddress> listening = new ArrayList<>(endpoints.size());
    for (int column = 0; column < endpoints.size(); column++) {
      Endpoint endpoint = endpoints.get(column);
      int port = ports.get(row * endpoints.size() + column);
      listening.add(
          new EndpointAddress(endpoint.name(), endpoint.protocol(), addresses.get(row), port));
    }
    return listening;
  }
}
