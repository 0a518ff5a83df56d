package weftline.sim;

import java.util.List;
import weftline.model.Generation;
import weftline.model.InstanceGoal;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;

/// What an agent of the first version reads and writes: nothing of machines that are tried, nothing
/// of what instances use of their cores and say of themselves.
final class EarlierForms {
  private EarlierForms() {}

  /// A goal as that agent reads it.
  record Goal(NodeId node, Generation generation, List<InstanceGoal> instances) {
    NodeGoal now() {
      return new NodeGoal(node, generation, instances);
    }
  }

  /// A report as that agent writes it.
  record Report(NodeId node, Generation applied, List<OneInstance> instances) {
    static Report of(NodeReport report) {
      return new Report(
          report.node(),
          report.applied(),
          report.instances().stream().map(OneInstance::of).toList());
    }
  }

  /// What it says of one instance.
  record OneInstance(
      InstanceId id, long attempt, InstanceStatus status, int failures, String detail) {
    static OneInstance of(NodeReport.InstanceReport one) {
      return new OneInstance(one.id(), one.attempt(), one.status(), one.failures(), one.detail());
    }
  }
}
