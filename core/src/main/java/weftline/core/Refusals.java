package weftline.core;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    Share before = Share.NONE;
    Share after = Share.NONE;
    for (Instance instance : state.instancesOf(deployment.id())) {
      Optional<BalancerReport.Tried> one = Optional.ofNullable(tried.get(instance.id()));
      if (one.isPresent() && deployment.isBehind(instance)) {
        before = before.plus(one.get());
      } else if (one.isPresent() && instance.isReady()) {
        after = after.plus(one.get());
      }
    }
    return after.isTooMuch() && after.isWorseThan(before)
        ? Optional.of(
            "the new version refused or broke off %d of %d connections"
                .formatted(after.failed(), after.all()))
        : Optional.empty();
  }

  /// How many of some connections failed.
  private record Share(long failed, long all) {
    private static final Share NONE = new Share(0, 0);

    private Share plus(BalancerReport.Tried one) {
      return new Share(failed + one.failed(), all + one.count());
    }

    private boolean isTooMuch() {
      return failed >= FAILED_MIN && PERCENT * failed > FAILED_PERCENT_MAX * all;
    }

    private boolean isWorseThan(Share other) {
      return other.all == 0 || failed * other.all > other.failed * all;
    }
  }
}
