package weftline.sim;

import java.util.HashSet;
import java.util.Set;
import weftline.core.Event;
import weftline.core.State;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.NodeReport;

/// What nodes have really seen: the log calls no run ready that nobody has seen ready.
final class Sightings implements Promise {
  private final Set<Run> ready = new HashSet<>();

  /// One of an instance's runs.
  private record Run(InstanceId instance, long attempt) {}

  void saw(NodeReport report) {
    for (NodeReport.InstanceReport instance : report.instances()) {
      if (instance.status() == InstanceStatus.READY) {
        ready.add(new Run(instance.id(), instance.attempt()));
      }
    }
  }

  @Override
  public void hold(State before, Event event, State after) {
    if (event instanceof Event.InstanceReported reported
        && reported.status() == InstanceStatus.READY) {
      Run run =
          after
              .instances()
              .get(reported.instance())
              .map(instance -> new Run(instance.id(), instance.attempt()))
              .orElseThrow(() -> new BrokenPromiseException("a report of nobody: " + reported));
      BrokenPromiseException.unless(
          ready.contains(run), () -> run + " is called ready and nobody has seen it so");
    }
  }
}
