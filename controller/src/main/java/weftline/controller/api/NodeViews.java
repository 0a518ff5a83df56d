package weftline.controller.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weftline.core.Condition;
import weftline.core.Instance;
import weftline.core.Node;
import weftline.core.Residence;
import weftline.core.State;
import weftline.model.Capacity;

/// Shows nodes and what is on them.
final class NodeViews {
  private NodeViews() {}

  static List<NodeView> all(State state) {
    return state.nodes().values().stream().map(node -> of(state, node)).toList();
  }

  /// For example `creditcheck/production/web_IN_0`.
  static String path(State state, Instance instance) {
    return state
            .deployments()
            .get(instance.id().deployment())
            .map(deployment -> Subjects.of(state, deployment) + "/")
            .orElse("")
        + instance.id().name();
  }

  private static NodeView of(State state, Node node) {
    var instances = state.instancesOn(node.id());
    var total = node.description().capacity();
    var used =
        instances.stream()
            .map(Instance::residence)
            .flatMap(Optional::stream)
            .map(Residence::holds)
            .reduce(Capacity.NONE, Capacity::plus);
    return new NodeView(
        node.id().value(),
        node.description().address(),
        node.faultDomain(),
        node.presence().name().toLowerCase(Locale.ROOT),
        node.drained(),
        total,
        total.minus(used),
        instances.stream().map(instance -> path(state, instance)).toList(),
        node.condition().name().toLowerCase(Locale.ROOT),
        node.condition() == Condition.READY ? "" : node.fit().reason());
  }
}
