package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weftline.model.BalancerReport;
import weftline.model.DeploymentId;
import weftline.model.ScaleRule;
import weftline.model.ScaleRule.Metric;

/// Judges by the scale rules of services what balancers say of open connections, agents of the use
/// of cores and of numbers of the roles' own, and storage of queues. The figures are soft: only
/// what follows from them is logged. Every balancer is supposed to carry as much.
final class Scaling {
  private static final String BY = "its scale rule";

  private final State state;
  private final Instant now;
  private final Source source;

  private Scaling(State state, Instant now, Source source) {
    this.state = state;
    this.now = now;
    this.source = source;
  }

  /// Where the figures come from.
  @FunctionalInterface
  private interface Source {
    /// What a rule goes by, for all instances together; empty if that is not known here.
    Optional<Long> figure(Deployment deployment, ScaleRule rule);
  }

  static List<Event> of(State state, BalancerReport report, Instant now) {
    int balancers = Math.max(1, state.balancers().size());
    Map<String, Long> connections = new HashMap<>();
    for (BalancerReport.OpenConnections open : report.connections()) {
      String key = key(open.instance().deployment(), open.instance().role());
      connections.merge(key, (long) open.count() * balancers, Long::sum);
    }
    Source source =
        (deployment, rule) ->
            Optional.of(connections.getOrDefault(key(deployment.id(), rule.role()), 0L))
                .filter(_ -> rule.goesBy(Metric.CONNECTIONS));
    return new Scaling(state, now, source).judge();
  }

  static List<Event> of(State state, Command.ReportLoads report) {
    Map<String, Command.RoleLoad> loads = new HashMap<>();
    report.loads().forEach(load -> loads.put(key(load.deployment(), load.role()), load));
    Source source =
        (deployment, rule) ->
            Optional.ofNullable(loads.get(key(deployment.id(), rule.role())))
                .filter(load -> rule.goesBy(load.metric()))
                .map(load -> (long) load.mean() * deployment.instances(rule.role()));
    return new Scaling(state, report.at(), source).judge();
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

  /// What is not known is not zero: nothing follows from it.
  private List<Event> judge(Deployment deployment, ScaleRule rule) {
    return source
        .figure(deployment, rule)
        .map(all -> judge(deployment, rule, all))
        .orElseGet(List::of);
  }

  /// @param all of what the rule goes by, for all instances together
  private List<Event> judge(Deployment deployment, ScaleRule rule, long all) {
    int instances = deployment.instances(rule.role());
    int wanted = rule.wanted(instances, all);
    return wanted == instances
        ? List.of()
        : state
            .slotOf(deployment)
            .map(
                slot -> new Command.Scale(now, BY, deployment.service(), slot, rule.role(), wanted))
            .map(scale -> change(deployment, scale, reason(rule, instances, all)))
            .orElseGet(List::of);
  }

  private static String reason(ScaleRule rule, int instances, long all) {
    if (rule.goesBy(Metric.CONNECTIONS)) {
      return "%d connections to %d instances of %s".formatted(all, instances, rule.role());
    }
    long mean = all / Math.max(1, instances);
    if (rule.goesBy(Metric.CPU)) {
      return "%d instances of %s use %d percent of their cores"
          .formatted(instances, rule.role(), mean);
    }
    return rule.measures()
        .queue()
        .map(queue ->
            "%d messages in queue %s for each of %d instances of %s"
                .formatted(mean, queue, instances, rule.role()))
        .orElseGet(() ->
            "%d instances of %s report %d %s each"
                .formatted(instances, rule.role(), mean, rule.measures().number().orElse("")));
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
