package weftline.balancer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import weftline.model.BalancerReport;
import weftline.model.InstanceId;

/// Counts how often instances were given a connection lately, and how often they refused it or
/// broke it off.
final class Tries {
  /// What is older than two of these is forgotten.
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final LongSupplier nanos;
  private Map<InstanceId, Count> current = new HashMap<>();
  private Map<InstanceId, Count> previous = new HashMap<>();
  private long since;

  /// How often an instance was tried, and how often in vain.
  private record Count(int tried, int failed) {
    private static final Count NONE = new Count(0, 0);

    private Count plus(Count other) {
      return new Count(tried + other.tried, failed + other.failed);
    }
  }

  Tries(LongSupplier nanos) {
    this.nanos = nanos;
    this.since = nanos.getAsLong();
  }

  void tried(InstanceId instance) {
    count(instance, new Count(1, 0));
  }

  void failed(InstanceId instance) {
    count(instance, new Count(0, 1));
  }

  /// Forgets all others: who comes back into rotation begins anew.
  synchronized void keep(Set<InstanceId> routed) {
    current.keySet().retainAll(routed);
    previous.keySet().retainAll(routed);
  }

  /// Those that were tried in the last ten to twenty seconds.
  synchronized List<BalancerReport.Tried> list() {
    turn();
    Map<InstanceId, Count> all = new TreeMap<>(previous);
    current.forEach((id, count) -> all.merge(id, count, Count::plus));
    return all.entrySet().stream()
        .map(each -> tried(each.getKey(), each.getValue()))
        .filter(one -> one.count() > 0)
        .toList();
  }

  /// What failed was tried, perhaps longer ago.
  private static BalancerReport.Tried tried(InstanceId instance, Count count) {
    return new BalancerReport.Tried(
        instance, Math.max(count.tried(), count.failed()), count.failed());
  }

  private synchronized void count(InstanceId instance, Count more) {
    turn();
    current.merge(instance, Count.NONE.plus(more), Count::plus);
  }

  private void turn() {
    long passed = nanos.getAsLong() - since;
    if (passed < PERIOD.toNanos()) {
      return;
    }
    previous = passed < 2 * PERIOD.toNanos() ? current : new HashMap<>();
    current = new HashMap<>();
    since += passed;
  }
}
