package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weftline.model.BalancerReport;
import weftline.model.DeploymentId;
import weftline.model.ScaleRule;

/// Judges by the scale rules of services what a balancer says of open connections. The figures are
/// soft: only what follows from them is logged. Every balancer is supposed to carry as much.
final class Scaling {
  private static final String BY = "its scale rule";

  private final State state;
  private final Instant now;
  private final Map<String, Long> connections = new HashMap<>();

  private Scaling(State state, BalancerReport report, Instant now) {
    this.state = state;
    this.now = now;
    int balancers = Math.max(1, state.balancers().size());
    for (BalancerReport.OpenConnections open : report.connections()) {
      String key = key(open.instance().deployment(), open.instance().role());
      connections.merge(key, (long) open.count() * balancers, Long::sum);
    }
  }

  /// The first change that follows; the next report finds the others.
  static List<Event> of(State state, BalancerReport report, Instant now) {
    if (state.indexes().scaling().isEmpty() || state.upkeep().standstill().isPresent()) {
      return List.of();
    }
    Scaling scaling = new Scaling(state, report, now);
    return state.indexes().scaling().toList().stream()
        .map(state::deployment)
        .filter(deployment -> isCalm(state, deployment))
        .map(scaling::judge)
        .filter(events -> !events.isEmpty())
        .findFirst()
        .orElseGet(List::of);
  }

  static String key(DeploymentId deployment, String role) {
    return deployment + "/" + role;
  }

  /// Whether nothing else is being done to it.
  private static boolean isCalm(State state, Deployment deployment) {
    return state.tally(deployment.id()).isSettled()
        && deployment.walk().isEmpty()
        && deployment.failure().isEmpty();
  }

  private List<Event> judge(Deployment deployment) {
    return deployment.current().policy().scales().stream()
        .filter(rule -> deployment.targets().containsKey(rule.role()))
        .filter(rule -> !isCooling(deployment, rule))
        .map(rule -> judge(deployment, rule))
        .filter(events -> !events.isEmpty())
        .findFirst()
        .orElseGet(List::of);
  }

  private boolean isCooling(Deployment deployment, ScaleRule rule) {
    return state
        .upkeep()
        .scaled()
        .get(key(deployment.id(), rule.role()))
        .filter(at -> at.plusSeconds(rule.coolDownSeconds()).isAfter(now))
        .isPresent();
  }

  private List<Event> judge(Deployment deployment, ScaleRule rule) {
    int instances = deployment.instances(rule.role());
    long open = connections.getOrDefault(key(deployment.id(), rule.role()), 0L);
    int wanted = rule.wanted(instances, open);
    return wanted == instances
        ? List.of()
        : state
            .slotOf(deployment)
            .map(
                slot -> new Command.Scale(now, BY, deployment.service(), slot, rule.role(), wanted))
            .map(scale -> change(deployment, scale, open))
            .orElseGet(List::of);
  }

  private List<Event> change(Deployment deployment, Command.Scale scale, long open) {
    int instances = deployment.instances(scale.role());
    String reason = "%d connections to %d instances of %s".formatted(open, instances, scale.role());
    return switch (Changes.of(state, scale)) {
      case Decision.Accepted(var events) -> {
        List<Event> all = new ArrayList<>();
        all.add(decided(deployment, scale, reason));
        all.addAll(events);
        yield all;
      }
      case Decision.Refused(Problem.NoRoom(var message, _)) ->
          List.of(decided(deployment, scale, "%s, but %s".formatted(reason, message)));
      case Decision.Refused _ -> List.of();
    };
  }

  private Event decided(Deployment deployment, Command.Scale scale, String reason) {
    return new Event.ScaleDecided(deployment.id(), scale.role(), scale.instances(), reason, now);
  }

  /// Whether a deployment has rules at all.
  static boolean concerns(Deployment deployment) {
    return !deployment.deleting() && !deployment.current().policy().scales().isEmpty();
  }
}
