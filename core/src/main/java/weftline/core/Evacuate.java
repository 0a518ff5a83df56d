package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weftline.core.Departure.Afterwards;
import weftline.model.DeploymentId;
import weftline.model.NodeId;

/// Moves everything off the nodes that are drained, faulty or taken out: what is not ready at once,
/// what serves one update domain after the other, and only while all of its deployment is well.
/// What has nowhere to go stays until there is room: a drain must not take a service down.
final class Evacuate implements Step {
  @Override
  public List<Event> plan(State state, Instant now) {
    for (NodeId node : state.indexes().evacuating().toList()) {
      List<Event> events = evacuate(state, node, now);
      if (!events.isEmpty()) {
        return events;
      }
    }
    return List.of();
  }

  private static List<Event> evacuate(State state, NodeId node, Instant now) {
    Map<DeploymentId, List<Instance>> residents = new TreeMap<>();
    for (Instance instance : state.instancesOn(node)) {
      if (!instance.life().isLeaving()) {
        residents.computeIfAbsent(instance.id().deployment(), _ -> new ArrayList<>()).add(instance);
      }
    }
    Node emptied = state.nodes().get(node).orElseThrow();
    List<Event> events = new ArrayList<>();
    residents.forEach((id, instances) -> {
      Deployment deployment = state.deployment(id);
      Allocator allocator = new Allocator(state, deployment);
      allocator.bundles(next(state, deployment, instances)).stream()
          .filter(bundle -> !allocator.place(bundle).isEmpty())
          .flatMap(bundle -> bundle.needs().stream())
          .forEach(need -> events.add(move(need.instance(), emptied, now)));
    });
    return events;
  }

  private static List<Instance> next(State state, Deployment deployment, List<Instance> instances) {
    if (!state.tally(deployment.id()).isWell() || state.isObscured(deployment.id())) {
      return instances.stream().filter(instance -> !instance.isReady()).toList();
    }
    int first =
        instances.stream().mapToInt(i -> deployment.updateDomain(i.id())).min().orElseThrow();
    return instances.stream().filter(i -> deployment.updateDomain(i.id()) == first).toList();
  }

  private static Event move(Instance instance, Node node, Instant now) {
    String why = node.drained() ? "drained" : Narrator.word(node.condition());
    String reason = "node %s is %s".formatted(node.id(), why);
    return new Event.InstanceDraining(
        instance.id(), Afterwards.MOVE, instance.version(), reason, now);
  }
}
