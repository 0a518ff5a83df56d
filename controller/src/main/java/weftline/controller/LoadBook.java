package weftline.controller;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weftline.core.Command;
import weftline.core.Command.RoleLoad;
import weftline.core.Instance;
import weftline.core.State;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.ScaleRule;
import weftline.model.ScaleRule.Metric;

/// What instances use of their cores and what they say of themselves in numbers, for the scale
/// rules that go by it. Memory only: a new primary knows it when the nodes have reported.
public final class LoadBook {
  private final Controller controller;
  private final Map<InstanceId, Figure> figures = new HashMap<>();

  LoadBook(Controller controller) {
    this.controller = controller;
  }

  /// A node has reported. What it says of instances that others have is not believed.
  synchronized void heard(NodeReport report) {
    State state = controller.state();
    for (InstanceReport instance : report.instances()) {
      InstanceId id = instance.id();
      Optional<Figure> figure = figure(state, instance);
      if ((figure.isPresent() || figures.containsKey(id)) && isOn(state, id, report.node())) {
        // One that has ended uses nothing any more.
        figure.ifPresentOrElse(found -> figures.put(id, found), () -> figures.remove(id));
      }
    }
  }

  private static Optional<Figure> figure(State state, InstanceReport instance) {
    return instance.load().isPresent() || instance.numbers().isPresent()
        ? metric(state, instance.id()).flatMap(metric -> Figure.of(metric, instance))
        : Optional.empty();
  }

  private static boolean isOn(State state, InstanceId id, NodeId node) {
    return state.instances().get(id).flatMap(Instance::node).filter(node::equals).isPresent();
  }

  /// To be called every ten seconds or so: tells the core the mean of each role that has a rule.
  public void runOnce() {
    List<RoleLoad> loads = loads(controller.state());
    if (!loads.isEmpty() && controller.standing() instanceof Standing.Primary) {
      var _ = controller.submit(at -> new Command.ReportLoads(at, loads));
    }
  }

  private synchronized List<RoleLoad> loads(State state) {
    figures.entrySet().removeIf(each -> !matters(state, each.getKey(), each.getValue()));
    Map<Role, List<Integer>> byRole = new HashMap<>();
    figures.forEach((id, figure) ->
        byRole
            .computeIfAbsent(
                new Role(id.deployment(), id.role(), figure.metric()), _ -> new ArrayList<>())
            .add(figure.value()));
    return byRole.entrySet().stream().map(each -> each.getKey().load(each.getValue())).toList();
  }

  private static boolean matters(State state, InstanceId id, Figure figure) {
    return state.instances().containsKey(id)
        && metric(state, id).equals(Optional.of(figure.metric()));
  }

  /// What the rule of an instance's role goes by.
  private static Optional<Metric> metric(State state, InstanceId id) {
    return state.deployments().get(id.deployment()).stream()
        .flatMap(deployment -> deployment.current().model().policy().stream())
        .flatMap(policy -> policy.scales().stream())
        .filter(rule -> rule.role().equals(id.role()))
        .map(ScaleRule::measures)
        .findFirst();
  }

  /// What is known of an instance.
  private record Figure(Metric metric, int value) {
    /// Empty if the report does not say it.
    private static Optional<Figure> of(Metric metric, InstanceReport instance) {
      Optional<Integer> value =
          metric.equals(Metric.CPU) ? instance.load() : metric.number().flatMap(instance::number);
      return value.map(found -> new Figure(metric, found));
    }
  }

  /// A role of a deployment, and what is measured of it.
  private record Role(DeploymentId deployment, String name, Metric metric) {
    private RoleLoad load(List<Integer> values) {
      long all = values.stream().mapToLong(Integer::longValue).sum();
      return new RoleLoad(deployment, name, metric, (int) Math.ceilDiv(all, values.size()));
    }
  }
}
