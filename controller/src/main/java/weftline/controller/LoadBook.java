package weftline.controller;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weftline.core.Command;
import weftline.core.Command.RoleLoad;
import weftline.core.Deployment;
import weftline.core.State;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.ScaleRule.Metric;

/// What instances use of their cores, for the scale rules that go by it. Memory only: a new primary
/// knows it when the nodes have reported.
public final class LoadBook {
  private final Controller controller;
  private final Map<InstanceId, Integer> percent = new HashMap<>();

  LoadBook(Controller controller) {
    this.controller = controller;
  }

  /// A node has reported.
  synchronized void heard(NodeReport report) {
    State state = controller.state();
    for (InstanceReport instance : report.instances()) {
      percent.remove(instance.id()); // one that has ended uses nothing any more
      instance
          .load()
          .filter(_ -> matters(state, instance.id()))
          .ifPresent(load -> percent.put(instance.id(), load));
    }
  }

  /// To be called every ten seconds or so: tells the core the mean of each role that has a rule.
  public void runOnce() {
    List<RoleLoad> loads = loads(controller.state());
    if (!loads.isEmpty() && controller.standing() instanceof Standing.Primary) {
      var _ = controller.submit(at -> new Command.ReportLoads(at, loads));
    }
  }

  private synchronized List<RoleLoad> loads(State state) {
    percent.keySet().removeIf(id -> !state.instances().containsKey(id) || !matters(state, id));
    Map<Role, List<Integer>> byRole = new HashMap<>();
    percent.forEach((id, load) ->
        byRole
            .computeIfAbsent(new Role(id.deployment(), id.role()), _ -> new ArrayList<>())
            .add(load));
    return byRole.entrySet().stream().map(each -> each.getKey().load(each.getValue())).toList();
  }

  private static boolean matters(State state, InstanceId id) {
    Optional<Deployment> deployment = state.deployments().get(id.deployment());
    return deployment
        .filter(found ->
            found.current().model().policy().stream()
                .flatMap(policy -> policy.scales().stream())
                .anyMatch(rule -> rule.role().equals(id.role()) && rule.goesBy(Metric.CPU)))
        .isPresent();
  }

  /// A role of a deployment.
  private record Role(DeploymentId deployment, String name) {
    private RoleLoad load(List<Integer> loads) {
      int mean = (int) loads.stream().mapToInt(Integer::intValue).average().orElse(0);
      return new RoleLoad(deployment, name, mean);
    }
  }
}
