package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import weftline.core.Departure.Afterwards;
import weftline.model.DeploymentId;
import weftline.model.NodeId;

/// Chooses the machines that get another operating system next. Together they take no more than one
/// update domain from any service, and nothing from one that is not well for another reason.
public final class OsRound {
  private final Instant now;
  private final OsGoal goal;
  private final List<Event> events = new ArrayList<>();
  private State ahead;

  private OsRound(State state, OsGoal goal, Instant now) {
    this.ahead = state;
    this.goal = goal;
    this.now = now;
  }

  /// The machines that may be begun together; walks all that are left.
  public static List<NodeId> candidates(State state, Instant now) {
    return active(state)
        .filter(goal -> room(state, goal, now) > 0)
        .map(goal -> new OsRound(state, goal, now).begin(left(state, goal)))
        .orElseGet(List::of);
  }

  static Decision of(State state, Command.UpdateNodes command) {
    return new Decision.Accepted(
        active(state)
            .map(goal -> {
              OsRound round = new OsRound(state, goal, command.at());
              round.begin(command.nodes());
              return round.events;
            })
            .orElseGet(List::of));
  }

  private static Optional<OsGoal> active(State state) {
    return state
        .upkeep()
        .os()
        .filter(goal -> !goal.isPaused() && state.upkeep().standstill().isEmpty());
  }

  /// The machines that have another version, as far as they say.
  static List<NodeId> left(State state, OsGoal goal) {
    List<NodeId> left = new ArrayList<>();
    state
        .indexes()
        .census()
        .systems()
        .byVersion()
        .forEach((version, nodes) -> {
          if (!version.equals(goal.version())) {
            nodes.toList().stream()
                .filter(id -> state.nodes().get(id).filter(goal.scope()::covers).isPresent())
                .forEach(left::add);
          }
        });
    return left;
  }

  /// Why a machine is not begun now; empty if it may be.
  static Optional<String> obstacle(State state, OsGoal goal, NodeId node, Instant now) {
    return new OsRound(state, goal, now).obstacle(state.nodes().get(node).orElseThrow());
  }

  private List<NodeId> begin(List<NodeId> nodes) {
    List<NodeId> begun = new ArrayList<>();
    int room = room(ahead, goal, now);
    for (NodeId id : nodes) {
      if (begun.size() >= room) {
        return begun;
      }
      Optional<Node> free =
          ahead.nodes().get(id).filter(goal::isFor).filter(node -> obstacle(node).isEmpty());
      free.ifPresent(node -> {
        begin(node);
        begun.add(id);
      });
    }
    return begun;
  }

  private void begin(Node node) {
    String reason = "it gets operating system %s".formatted(goal.version());
    List<Event> begun = new ArrayList<>();
    Conditions.change(node, Condition.Cause.UPDATE, reason, Optional.empty(), now)
        .ifPresent(begun::add);
    for (Instance instance : ahead.instancesOn(node.id())) {
      begun.add(
          new Event.InstanceDraining(
              instance.id(),
              Afterwards.STAY,
              instance.version(),
              "node %s gets operating system %s".formatted(node.id(), goal.version()),
              now));
    }
    ahead = ahead.applyAll(begun);
    events.addAll(begun);
  }

  /// How many more may be begun beside those under way, and those that are back while not all is
  /// well there.
  private static int room(State state, OsGoal goal, Instant now) {
    int updating = state.indexes().census().systems().updating().size();
    return goal.rules().atOnceMax() - updating - unsettled(state, goal, now).size();
  }

  /// Machines that came back lately, on which not everything is ready. What becomes of it long
  /// afterwards is no matter of their operating system.
  static List<Node> unsettled(State state, OsGoal goal, Instant now) {
    Instant lately = now.minus(state.settings().readyLimit().multipliedBy(2));
    return goal.returned().stream()
        .flatMap(id -> state.nodes().get(id).stream())
        .filter(node -> node.isReady() && node.fit().since().isAfter(lately))
        .filter(node -> !isSettled(state, node))
        .toList();
  }

  private static boolean isSettled(State state, Node node) {
    return state.instancesOn(node.id()).stream().allMatch(Instance::isReady);
  }

  private Optional<String> obstacle(Node node) {
    Healing healing = ahead.settings().healingRules();
    if (!node.isUp()) {
      return Optional.of("it is not heard from");
    }
    if (!node.isReady()) {
      return Optional.of("it is " + Narrator.word(node.condition()));
    }
    if (!node.system().changeable()) {
      return Optional.of("its agent was not told how");
    }
    if (node.isToBeEmptied() && ahead.residents(node.id()) > 0) {
      return Optional.of("it is being emptied");
    }
    int left = ahead.upkeep().allowed(node.faultDomain(), now, healing);
    if (left <= healing.actsMax() / 2) {
      return Optional.of("fault domain %d has had enough for now".formatted(node.faultDomain()));
    }
    return domainsOn(node).entrySet().stream()
        .flatMap(each -> obstacle(ahead.deployment(each.getKey()), each.getValue()).stream())
        .findFirst();
  }

  private Map<DeploymentId, Set<Integer>> domainsOn(Node node) {
    Map<DeploymentId, Set<Integer>> domains = new TreeMap<>();
    for (Instance instance : ahead.instancesOn(node.id())) {
      DeploymentId id = instance.id().deployment();
      domains
          .computeIfAbsent(id, _ -> new TreeSet<>())
          .add(ahead.deployment(id).updateDomain(instance.id()));
    }
    return domains;
  }

  private Optional<String> obstacle(Deployment deployment, Set<Integer> domains) {
    Tally tally = ahead.tally(deployment.id());
    if (domains.size() > 1) {
      String all = domains.stream().map(String::valueOf).collect(Collectors.joining(", "));
      return Optional.of(
          "it has instances of the update domains %s of %s".formatted(all, deployment.id()));
    }
    if (deployment.walk().isPresent() || tally.behind() > 0 || tally.surplus() > 0) {
      return Optional.of("%s is being changed".formatted(deployment.id()));
    }
    if (ahead.isObscured(deployment.id())) {
      return Optional.of("nodes of %s are silent".formatted(deployment.id()));
    }
    if (!tally.isWell()) {
      return ahead.instancesOf(deployment.id()).stream()
          .filter(instance -> !instance.isReady() && !isOurs(instance, deployment, domains))
          .findFirst()
          .map(instance -> "%s is not ready".formatted(instance.id()));
    }
    return Upgrade.hasBaked(ahead, tally, now)
        ? Optional.empty()
        : Optional.of("%s has only just become ready".formatted(deployment.id()));
  }

  /// Whether it is down by our own hand, in the very update domain that is worked on.
  private boolean isOurs(Instance instance, Deployment deployment, Set<Integer> domains) {
    return domains.contains(deployment.updateDomain(instance.id()))
        && instance
            .node()
            .flatMap(ahead.nodes()::get)
            .filter(node -> node.condition() == Condition.UPDATING)
            .isPresent();
  }
}
