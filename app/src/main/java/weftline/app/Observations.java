package weftline.app;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import weftline.core.Instance;
import weftline.core.Node;
import weftline.core.State;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.InstanceStatus;
import weftline.model.NodeId;
import weftline.model.NodeReport;

/// What agents and balancers have said since this program started. The controller's state may come
/// from the last run; whether it is true again is seen here.
final class Observations {
  private final Map<NodeId, NodeReport> nodes = new ConcurrentHashMap<>();
  private final Map<BalancerId, BalancerReport> balancers = new ConcurrentHashMap<>();

  void saw(NodeReport report) {
    nodes.put(report.node(), report);
  }

  void saw(BalancerReport report) {
    balancers.put(report.balancer(), report);
  }

  /// Whether every node that is up runs its goal, every wanted instance takes traffic, and every
  /// balancer follows the newest routes.
  boolean goalReached(State state) {
    return !balancers.isEmpty()
        && balancers.values().stream().allMatch(report -> followsRoutes(report, state))
        && state.nodes().values().stream().allMatch(node -> !node.isUp() || isTrue(node, state))
        && state.instances().values().stream().allMatch(Instance::isReady);
  }

  /// A port that somebody else holds is reported with the table, so there is one more to come.
  private static boolean followsRoutes(BalancerReport report, State state) {
    return report.applied().equals(state.routingGeneration()) && report.portsTaken().isEmpty();
  }

  private boolean isTrue(Node node, State state) {
    Optional<NodeReport> report = Optional.ofNullable(nodes.get(node.id()));
    return report
        .filter(said -> said.applied().equals(state.goalGeneration(node.id())))
        .filter(said -> said.instances().stream().allMatch(Observations::isReady))
        .isPresent();
  }

  private static boolean isReady(NodeReport.InstanceReport report) {
    return report.status() == InstanceStatus.READY || report.status() == InstanceStatus.STOPPED;
  }
}
