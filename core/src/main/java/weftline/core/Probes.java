package weftline.core;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weftline.model.BalancerReport;
import weftline.model.InstanceId;

/// Stops a walk whose new version says that it is ready and does not answer the balancers' probes,
/// while the old one does. What balancers see is soft: only what follows from it is logged.
final class Probes {
  /// One failing for more instances than this is not many.
  private static final int INSTANCES_PER_FAILING = 20;

  private Probes() {}

  /// The first walk that is to be stopped; the next report finds the others.
  static List<Event> of(State state, BalancerReport report, Instant now) {
    if (report.failing().isEmpty()) {
      return List.of();
    }
    Set<InstanceId> failing = new HashSet<>(report.failing());
    return state.indexes().changing().toList().stream()
        .map(state::deployment)
        .filter(deployment -> deployment.walk().filter(Walk::mayBeStopped).isPresent())
        .flatMap(deployment ->
            trouble(state, deployment, failing, now)
                .map(reason -> Brake.brake(state, deployment, reason, now))
                .stream())
        .findFirst()
        .orElseGet(List::of);
  }

  private static Optional<String> trouble(
      State state, Deployment deployment, Set<InstanceId> failing, Instant now) {
    Instant limit = now.minus(state.settings().bake().dividedBy(2));
    List<Instance> proved =
        state.instancesOf(deployment.id()).stream()
            .filter(Instance::isReady)
            .filter(one -> one.health().readySince().filter(limit::isBefore).isEmpty())
            .toList();
    List<Instance> renewed = proved.stream().filter(one -> !deployment.isBehind(one)).toList();
    Share before = Share.of(proved.stream().filter(deployment::isBehind).toList(), failing);
    Share after = Share.of(renewed, failing);
    boolean isBalancer = before.all() == 0 && after.isAll() && domains(deployment, renewed) > 1;
    return after.isWorseThan(before) && !isBalancer
        ? Optional.of(
            "%d of %d instances of the new version do not answer their probe"
                .formatted(after.failing(), after.all()))
        : Optional.empty();
  }

  /// When nothing old is left to compare with, those of earlier update domains have shown that the
  /// version answers: if all fail at once, it is the balancer that is cut off.
  private static long domains(Deployment deployment, List<Instance> instances) {
    return instances.stream().map(one -> deployment.updateDomain(one.id())).distinct().count();
  }

  /// How many of some instances fail.
  private record Share(int failing, int all) {
    private static Share of(List<Instance> instances, Set<InstanceId> failing) {
      int count = (int) instances.stream().filter(one -> failing.contains(one.id())).count();
      return new Share(count, instances.size());
    }

    private boolean isAll() {
      return failing == all;
    }

    private boolean isWorseThan(Share other) {
      boolean isMore = (long) failing * other.all > (long) other.failing * all;
      boolean isMuch = (long) failing * INSTANCES_PER_FAILING >= all;
      return failing > 0 && isMuch && (other.all == 0 || isMore);
    }
  }
}
