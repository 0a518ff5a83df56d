package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weftline.core.Departure.Afterwards;
import weftline.model.Capacity;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.RoutingTable;

/// What must hold at every event of every story.
final class Promises {
  private State state = State.EMPTY;
  private final Map<NodeId, NodeGoal> goals = new HashMap<>();
  private RoutingTable routes = RoutingTable.EMPTY;
  private int read;

  /// Reads the part of the log not read before.
  void check(List<Event> log) {
    for (Event event : log.subList(read, log.size())) {
      if (event instanceof Event.InstanceDraining draining) {
        onlyOneDomainIsDownByOurHand(draining);
      }
      if (event instanceof Event.NodeOsOrdered(var node, _, _)) {
        assertThat(state.instancesOn(node)).allMatch(one -> one.life() == Life.PARKED);
      }
      state = state.apply(event);
      goalsMoveWithTheirGeneration(state, event);
      routesMoveWithTheirGeneration(state);
      nodesAreNeverOversold();
      onlyReadyInstancesAreRouted();
      assertThat(Narrator.describe(event)).isNotBlank();
    }
    read = log.size();
  }

  /// What is taken from service to come back is of one update domain, while all others serve.
  private void onlyOneDomainIsDownByOurHand(Event.InstanceDraining draining) {
    Instance instance = state.instance(draining.instance());
    if (!instance.isReady() || draining.afterwards() == Afterwards.REMOVE) {
      return;
    }
    Deployment deployment = state.deployment(instance.id().deployment());
    int domain = deployment.updateDomain(instance.id());
    assertThat(state.instancesOf(deployment.id()))
        .filteredOn(other -> deployment.updateDomain(other.id()) != domain)
        .allMatch(Instance::isReady, "ready while " + instance.id() + " is taken away");
  }

  private void goalsMoveWithTheirGeneration(State after, Event event) {
    for (NodeId node : after.nodes().keys()) {
      NodeGoal now = Goals.nodeGoal(after, node);
      NodeGoal old = goals.getOrDefault(node, new NodeGoal(node, Generation.ZERO, List.of()));
      goals.put(node, now);
      assertThat(now.generation()).isGreaterThanOrEqualTo(old.generation());
      if (!(event instanceof Event.NodeJoined)) {
        assertThat(now.generation().equals(old.generation()))
            .as("%s: %s to %s", event, old, now)
            .isEqualTo(
                old.instances().equals(now.instances())
                    && old.test().equals(now.test())
                    && old.os().equals(now.os()));
      }
    }
  }

  private void routesMoveWithTheirGeneration(State after) {
    RoutingTable old = routes;
    routes = Goals.routingTable(after);
    if (!old.routes().equals(routes.routes())) {
      assertThat(routes.generation()).isGreaterThan(old.generation());
    }
  }

  private void nodesAreNeverOversold() {
    for (Node node : state.nodes().values()) {
      Capacity used = Capacity.NONE;
      Set<Integer> ports = new HashSet<>();
      for (Instance instance : state.instancesOn(node.id())) {
        Residence home = instance.residence().orElseThrow();
        used = used.plus(home.holds());
        home.endpoints().forEach(endpoint -> assertThat(ports.add(endpoint.port())).isTrue());
        assertThat(node.isLost()).isFalse();
      }
      assertThat(node.description().capacity().holds(used)).as("%s holds %s", node, used).isTrue();
    }
  }

  private void onlyReadyInstancesAreRouted() {
    for (RoutingTable.Route route : routes.routes()) {
      for (RoutingTable.Backend backend : route.backends()) {
        InstanceId id = backend.instance();
        assertThat(state.instance(id).isReady()).as("%s behind %s", id, route).isTrue();
      }
    }
  }
}
