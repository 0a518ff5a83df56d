package weftline.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weftline.controller.Entry;
import weftline.core.Departure;
import weftline.core.Deployment;
import weftline.core.Event;
import weftline.core.Goals;
import weftline.core.Instance;
import weftline.core.Node;
import weftline.core.Residence;
import weftline.core.State;
import weftline.model.Capacity;
import weftline.model.Generation;
import weftline.model.InstanceGoal;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.RoutingTable;

/// What must hold after every event of every story. Reads the log as a replica does.
final class Promises {
  private final Map<NodeId, NodeGoal> goals = new HashMap<>();
  private State state = State.EMPTY;
  private RoutingTable routes = RoutingTable.EMPTY;
  private long events;

  void read(Entry entry) {
    for (Event event : entry.events()) {
      if (event instanceof Event.InstanceDraining draining) {
        onlyOneDomainIsDownByOurHand(draining);
      }
      state = state.apply(event);
      events++;
      goalsMoveWithTheirGeneration(event);
      routesMoveWithTheirGeneration();
      nodesAreNeverOversold();
      onlyReadyInstancesAreRouted();
    }
  }

  /// What replaying the log gives.
  State replayed() {
    return state;
  }

  long events() {
    return events;
  }

  /// What is taken from service to come back is of one update domain, while all others serve.
  private void onlyOneDomainIsDownByOurHand(Event.InstanceDraining draining) {
    Instance instance = instance(draining);
    if (!instance.isReady() || draining.afterwards() == Departure.Afterwards.REMOVE) {
      return;
    }
    Deployment deployment = state.deployments().get(instance.id().deployment()).orElseThrow();
    int domain = deployment.updateDomain(instance.id());
    for (Instance other : state.instancesOf(deployment.id())) {
      check(
          deployment.updateDomain(other.id()) == domain || other.isReady(),
          "%s is taken away while %s of another update domain is %s"
              .formatted(instance.id(), other.id(), other.life()));
    }
  }

  private Instance instance(Event.InstanceDraining draining) {
    return state
        .instances()
        .get(draining.instance())
        .orElseThrow(() -> new BrokenPromiseException(draining + " speaks of nobody"));
  }

  private void goalsMoveWithTheirGeneration(Event event) {
    for (NodeId node : state.nodes().keys()) {
      NodeGoal now = Goals.nodeGoal(state, node);
      NodeGoal old = goals.getOrDefault(node, new NodeGoal(node, Generation.ZERO, List.of()));
      goals.put(node, now);
      boolean moved = now.generation().isAfter(old.generation());
      List<InstanceGoal> before = old.instances();
      check(
          moved || now.generation().equals(old.generation()),
          "the generation of %s went back".formatted(node));
      check(
          event instanceof Event.NodeJoined || moved != before.equals(now.instances()),
          "%s: the goal of %s and its generation do not move together".formatted(event, node));
    }
  }

  private void routesMoveWithTheirGeneration() {
    RoutingTable old = routes;
    routes = Goals.routingTable(state);
    check(
        old.routes().equals(routes.routes()) || routes.generation().isAfter(old.generation()),
        "the routes have changed and their generation has not");
  }

  private void nodesAreNeverOversold() {
    for (Node node : state.nodes().values()) {
      Capacity used = Capacity.NONE;
      Set<Integer> ports = new HashSet<>();
      for (Instance instance : state.instancesOn(node.id())) {
        Residence home = instance.residence().orElseThrow();
        used = used.plus(home.holds());
        home.endpoints()
            .forEach(endpoint ->
                check(
                    ports.add(endpoint.port()),
                    "port %d of %s is given twice".formatted(endpoint.port(), node.id())));
        check(!node.isLost(), "%s lives on a node that is lost".formatted(instance.id()));
      }
      check(
          node.description().capacity().holds(used),
          "%s is oversold: %s".formatted(node.id(), used));
    }
  }

  private void onlyReadyInstancesAreRouted() {
    for (RoutingTable.Route route : routes.routes()) {
      for (RoutingTable.Backend backend : route.backends()) {
        check(
            state.instances().get(backend.instance()).filter(Instance::isReady).isPresent(),
            "%s gets traffic and is not ready".formatted(backend.instance()));
      }
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new BrokenPromiseException(otherwise);
    }
  }
}
