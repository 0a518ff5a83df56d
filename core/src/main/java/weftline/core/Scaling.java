package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weftline.model.BalancerReport;
import weftline.model.DeploymentId;
import weftline.model.ScaleRule;
import weftline.model.ScaleRule.Metric;

/// Judges by the scale rules of services what balancers say of open connections, and what is known
/// of the use of cores. The figures are soft: only what follows from them is logged. Every balancer
/// is supposed to carry as much.
final class Scaling {
  private static final String BY = "its scale rule";

  private final State state;
  private final Instant now;
  private final Metric metric;

  /// By role, for all of its instances together.
  private final Map<String, Long> measured;

  private Scaling(State state, Instant now, Metric metric, Map<String, Long> measured) {
    this.state = state;
    this.now = now;
    this.metric = metric;
    this.measured = measured;
  }

  static List<Event> of(State state, BalancerReport report, Instant now) {
    int balancers = Math.max(1, state.balancers().size());
    Map<String, Long> connections = new HashMap<>();
    for (BalancerReport.OpenConnections open : report.connections()) {
      String key = key(open.instance().deployment(), open.instance().role());
      connections.merge(key, (long) open.count() * balancers, Long::sum);
    }
    return new Scaling(state, now, Metric.CONNECTIONS, connections).judge();
  }

  static List<Event> of(State state, Command.ReportLoads report) {
    Map<String, Long> percent = new HashMap<>();
    for (Command.RoleLoad load : report.loads()) {
      state
          .deployments()
          .get(load.deployment())
          .ifPresent(deployment ->
              percent.put(
                  key(load.deployment(), load.role()),
                  (long) load.percent() * deployment.instances(load.role())));
    }
    return new Scaling(state, report.at(), Metric.CPU, percent).judge();
  }

  /// The first change that follows; the next report finds the others.
  private List<Event> judge() {
    if (state.indexes().scaling().isEmpty() || state.upkeep().standstill().isPresent()) {
      return List.of();
    }
    return state.indexes().scaling().toList().stream()
        .map(state::deployment)
        .filter(deployment -> isCalm(state, deployment))
        .map(this::judge)
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
        .filter(rule -> rule.goesBy(metric) && deployment.targets().containsKey(rule.role()))
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
    String key = key(deployment.id(), rule.role());
    if (metric == Metric.CPU && !measured.containsKey(key)) {
      return List.of(); // nobody knows: that is not zero
    }
    long all = measured.getOrDefault(key, 0L);
    int wanted = rule.wanted(instances, all);
    return wanted == instances
        ? List.of()
        : state
            .slotOf(deployment)
            .map(
                slot -> new Command.Scale(now, BY, deployment.service(), slot, rule.role(), wanted))
            .map(scale -> change(deployment, scale, reason(rule.role(), instances, all)))
            .orElseGet(List::of);
  }

  private String reason(String role, int instances, long all) {
    return switch (metric) {
      case CONNECTIONS -> "%d connections to %d instances of %s".formatted(all, instances, role);
      case CPU ->
          "%d instances of %s use %d percent of their cores"
              .formatted(instances, role, all / Math.max(1, instances));
    };
  }

  private List<Event> change(Deployment deployment, Command.Scale scale, String reason) {
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
