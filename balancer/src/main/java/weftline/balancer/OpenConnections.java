package weftline.balancer;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import weftline.model.BalancerReport;
import weftline.model.InstanceId;

/// Counts the connections to each instance, those being made included. Outlives routing tables, so
/// that an instance which is out of service is seen to drain.
public final class OpenConnections {
  private final ConcurrentHashMap<InstanceId, Integer> counts = new ConcurrentHashMap<>();

  void opened(InstanceId instance) {
    counts.merge(instance, 1, Integer::sum);
  }

  void closed(InstanceId instance) {
    counts.computeIfPresent(instance, (_, count) -> count == 1 ? null : count - 1);
  }

  int of(InstanceId instance) {
    return counts.getOrDefault(instance, 0);
  }

  List<BalancerReport.OpenConnections> list() {
    return counts.entrySet().stream()
        .map(entry -> new BalancerReport.OpenConnections(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(BalancerReport.OpenConnections::instance))
        .toList();
  }
}
