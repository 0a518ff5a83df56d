package weftline.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceGoal;
import weftline.model.InstanceGoal.Peer;
import weftline.model.InstanceGoal.Wanted;
import weftline.model.LoadBalancerProbe;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.OsOrder;
import weftline.model.RoutingTable;
import weftline.model.RoutingTable.Backend;
import weftline.model.RoutingTable.Route;
import weftline.model.SelfTest;
import weftline.model.Slot;

/// Reads out of the state what each executor should make true.
public final class Goals {
  /// Comes before every other deployment.
  private static final DeploymentId FIRST = new DeploymentId("0");

  private Goals() {}

  /// All that a node should run; nothing, if it never joined or is lost.
  public static NodeGoal nodeGoal(State state, NodeId node) {
    List<InstanceGoal> goals =
        state.instancesOn(node).stream()
            .flatMap(instance -> goal(state, instance).stream())
            .toList();
    return new NodeGoal(
        node, state.goalGeneration(node), goals, test(state, node), order(state, node));
  }

  private static Optional<OsOrder> order(State state, NodeId node) {
    return state.nodes().get(node).filter(Node::isAway).flatMap(one -> one.system().order());
  }

  private static Optional<SelfTest> test(State state, NodeId node) {
    return state
        .nodes()
        .get(node)
        .map(Node::fit)
        .filter(Fitness::isTesting)
        .flatMap(fitness -> state.settings().burnIn().map(burnIn -> burnIn.test(fitness.test())));
  }

  /// The nodes whose goal has moved since a generation of [State#newestGoal].
  public static Set<NodeId> movedSince(State state, Generation generation) {
    Generation next = generation.next();
    Set<NodeId> moved = new HashSet<>();
    state.indexes().movedNodes().takeWhile(new Moved<>(next, Room.FIRST), _ -> true).stream()
        .map(Moved::what)
        .forEach(moved::add);
    state.indexes().movedTopologies().takeWhile(new Moved<>(next, FIRST), _ -> true).stream()
        .flatMap(topology -> state.instancesOf(topology.what()).stream())
        .forEach(instance -> instance.node().ifPresent(moved::add));
    return moved;
  }

  /// All that the balancers should forward. An endpoint whose instances are all away keeps its
  /// listener.
  public static RoutingTable routingTable(State state) {
    List<Route> routes = new ArrayList<>();
    for (Service service : state.services().values()) {
      for (Slot slot : Slot.values()) {
        state
            .deployment(service.name(), slot)
            .ifPresent(deployment -> routes.addAll(routes(state, service, slot, deployment)));
      }
    }
    Generation generation = state.routingGeneration();
    return new RoutingTable(generation, routes);
  }

  private static Optional<InstanceGoal> goal(State state, Instance instance) {
    Deployment deployment = state.deployment(instance.id().deployment());
    Version version = deployment.version(instance.version());
    String role = instance.id().role();
    return instance
        .residence()
        .map(home ->
            new InstanceGoal(
                instance.id(),
                deployment.service(),
                instance.attempt(),
                instance.life().isToStop() ? Wanted.STOPPED : Wanted.RUNNING,
                version.model().image(),
                version.role(role),
                version.configuration(role).settings(),
                home.faultDomain(),
                deployment.updateDomain(instance.id()),
                home.endpoints(),
                peers(state, deployment, instance)));
  }

  private static List<Peer> peers(State state, Deployment deployment, Instance instance) {
    List<Peer> peers = new ArrayList<>();
    for (Instance other : state.instancesOf(deployment.id())) {
      if (!other.id().equals(instance.id())) {
        other.residence().ifPresent(home -> peers.add(peer(deployment, other, home)));
      }
    }
    return peers;
  }

  private static Peer peer(Deployment deployment, Instance instance, Residence home) {
    return new Peer(
        instance.id().role(),
        instance.id().index(),
        home.faultDomain(),
        deployment.updateDomain(instance.id()),
        home.endpoints());
  }

  private static List<Route> routes(
      State state, Service service, Slot slot, Deployment deployment) {
    Map<Door, List<Backend>> backends = backends(state, service, slot, deployment);
    List<Route> routes = new ArrayList<>();
    for (Doors.PublicEndpoint endpoint : Doors.of(deployment)) {
      Door door = endpoint.door(service, slot);
      state
          .doors()
          .get(door)
          .ifPresent(port ->
              routes.add(
                  new Route(
                      port.address(),
                      port.port(),
                      endpoint.protocol(),
                      service.name(),
                      slot,
                      endpoint.endpoint(),
                      backends.getOrDefault(door, List.of()),
                      probe(deployment, endpoint),
                      state.settings().proxyProtocol())));
    }
    return routes;
  }

  private static Map<Door, List<Backend>> backends(
      State state, Service service, Slot slot, Deployment deployment) {
    Map<Door, List<Backend>> backends = new TreeMap<>();
    for (Instance instance : state.instancesOf(deployment.id())) {
      for (Doors.Behind behind : Doors.backends(deployment, instance)) {
        String name = instance.id().role() + "/" + behind.endpoint();
        backends
            .computeIfAbsent(new Door(service.name(), slot, name), _ -> new ArrayList<>())
            .add(behind.backend());
      }
    }
    return backends;
  }

  private static Optional<LoadBalancerProbe> probe(
      Deployment deployment, Doors.PublicEndpoint endpoint) {
    return endpoint
        .probe()
        .flatMap(name ->
            deployment.target(endpoint.role()).model().definition().probes().stream()
                .filter(probe -> probe.name().equals(name))
                .findFirst());
  }
}
