package weftline.core;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import weftline.model.BalancerReport;
import weftline.model.InstanceId;

/// Stops a walk whose new version refuses or breaks off more of the connections it is given than
/// the old one does. What balancers see is soft: only what follows from it is logged.
final class Refusals {
  /// Of a hundred connections.
  private static final int FAILED_PERCENT_MAX = 5;

  /// Fewer are no sign of anything.
  private static final int FAILED_MIN = 10;

  private static final int PERCENT = 100;

  private Refusals() {}

  /// The first walk that is to be stopped; the next report finds the others.
  static List<Event> of(State state, BalancerReport report, Instant now) {
    if (report.tried().stream().allMatch(one -> one.failed() == 0)) {
      return List.of();
    }
    Map<InstanceId, BalancerReport.Tried> tried = new HashMap<>();
    report.tried().forEach(one -> tried.put(one.instance(), one));
    return state.indexes().changing().toList().stream()
        .map(state::deployment)
        .filter(deployment -> deployment.walk().filter(Walk::mayBeStopped).isPresent())
        .flatMap(deployment ->
            trouble(state, deployment, tried)
                .map(reason -> Brake.brake(state, deployment, reason, now))
                .stream())
        .findFirst()
        .orElseGet(List::of);
  }

  private static Optional<String> trouble(
      State state, Deployment deployment, Map<InstanceId, BalancerReport.Tried> tried) {
    List<Instance> all = state.instancesOf(deployment.id());
    List<Instance> renewed =
        all.stream().filter(one -> !deployment.isBehind(one) && one.isReady()).toList();
    Share before = Share.of(all.stream().filter(deployment::isBehind), tried);
    Share after = Share.of(renewed.stream(), tried);
    if (before.all() == 0) {
      return troubleAtTheEnd(deployment, renewed, tried);
    }
    return after.isTooMany() && after.isWorseThan(before)
        ? Optional.of(after.describe())
        : Optional.empty();
  }

  /// When nothing old is left to compare with, those of earlier update domains have shown that the
  /// version takes connections: if these fail as well, it is the balancer that is cut off.
  private static Optional<String> troubleAtTheEnd(
      Deployment deployment, List<Instance> renewed, Map<InstanceId, BalancerReport.Tried> tried) {
    Predicate<Instance> isLast =
        one ->
            deployment
                .walk()
                .flatMap(Walk::domain)
                .filter(domain -> domain == deployment.updateDomain(one.id()))
                .isPresent();
    Share last = Share.of(renewed.stream().filter(isLast), tried);
    Share earlier = Share.of(renewed.stream().filter(isLast.negate()), tried);
    return last.isTooMany() && !earlier.isMuch() ? Optional.of(last.describe()) : Optional.empty();
  }

  /// How many of some connections failed.
  private record Share(long failed, long all) {
    private static Share of(
        Stream<Instance> instances, Map<InstanceId, BalancerReport.Tried> tried) {
      List<BalancerReport.Tried> some =
          instances.flatMap(one -> Optional.ofNullable(tried.get(one.id())).stream()).toList();
      return new Share(
          some.stream().mapToLong(BalancerReport.Tried::failed).sum(),
          some.stream().mapToLong(BalancerReport.Tried::count).sum());
    }

    private boolean isTooMany() {
      return failed >= FAILED_MIN && isMuch();
    }

    private boolean isMuch() {
      return PERCENT * failed > FAILED_PERCENT_MAX * all;
    }

    private boolean isWorseThan(Share other) {
      return failed * other.all > other.failed * all;
    }

    private String describe() {
      return "the new version refused or broke off %d of %d connections".formatted(failed, all);
    }
  }
}
