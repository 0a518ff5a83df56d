package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weftline.core.Departure.Afterwards;
import weftline.core.Relocation.Move;
import weftline.model.Capacity;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.ServicePolicy.Relation;

/// Moves a few instances at quiet times, so that free room comes together: where that makes room
/// for something that waits, or empties a node. Every move is rehearsed, and nothing begins that
/// could not be brought to its end today.
final class Tidy {
  /// A node with more residents costs more of the day's share than it gives.
  private static final int EMPTIED_MAX = 4;

  /// In a large fabric some node is always silent: one for so many disturbs no quiet.
  private static final int NODES_PER_SILENT = 200;

  private final State state;
  private final Instant now;
  private final Tidying rules;
  private final Set<DeploymentId> inDoubt;
  private final Map<DeploymentId, Integer> domains = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private State ahead;
  private int atOnce;
  private int today;

  private Tidy(State state, Instant now) {
    this.state = state;
    this.now = now;
    this.rules = state.settings().tidyingRules();
    this.ahead = state;
    this.inDoubt = inDoubt(state);
    this.atOnce = rules.atOnceMax() - underWay();
    this.today = rules.aDay(state.instances().size()) - state.upkeep().tidied().moves(now);
  }

  static Decision of(State state, Command.Tidy command) {
    Tidy tidy = new Tidy(state, command.at());
    if (isQuiet(state)) {
      tidy.widen(command.gaps().wide());
      tidy.empty(command.gaps().sparse());
    }
    return new Decision.Accepted(tidy.events);
  }

  /// Whether nothing more important is going on with the machines.
  private static boolean isQuiet(State state) {
    Census census = state.indexes().census();
    return state.upkeep().standstill().isEmpty()
        && (long) census.silent() * NODES_PER_SILENT <= census.all()
        && state.indexes().evacuating().isEmpty()
        && state.upkeep().withdrawn().isEmpty();
  }

  /// Those of which an instance is on a silent node: it may be lost already.
  private static Set<DeploymentId> inDoubt(State state) {
    Set<DeploymentId> found = new HashSet<>();
    state
        .indexes()
        .census()
        .silentIn()
        .forEach((_, nodes) ->
            nodes.toList().stream()
                .flatMap(node -> state.instancesOn(node).stream())
                .forEach(instance -> found.add(instance.id().deployment())));
    return found;
  }

  /// Those moved last that are not ready yet, wherever they are. One that ends by itself where it
  /// is now has arrived: what it does there is no question of room.
  private int underWay() {
    return (int)
        state.upkeep().tidied().underWay().stream()
            .flatMap(id -> state.instances().get(id).stream())
            .filter(instance -> !instance.isReady() && instance.health().failures() == 0)
            .count();
  }

  /// Makes room for the first that waits, all of it or none.
  private void widen(List<NodeId> nodes) {
    if (underWay() > 0) {
      return; // what is on its way may be for the same
    }
    state.indexes().homeless().toList().stream()
        .map(homeless -> state.deployment(homeless.deployment()))
        .flatMap(deployment -> deployment.failure().stream())
        .map(PlacementFailure::instance)
        .findFirst()
        .ifPresent(id -> widened(id, nodes).ifPresent(done -> begin(done, "makes room for " + id)));
  }

  private Optional<Relocation> widened(InstanceId waiting, List<NodeId> nodes) {
    Deployment deployment = state.deployment(waiting.deployment());
    Capacity need = Need.of(deployment, state.instance(waiting)).capacity();
    Relocation moved = Relocation.of(state);
    for (NodeId node : nodes) {
      if (moved.moves().size() >= Math.min(atOnce, today)) {
        return Optional.empty();
      }
      Optional<Relocation> further = widened(node, need, moved);
      if (further.isPresent() && Cures.fits(further.get().after(), deployment)) {
        return further;
      }
      moved = further.orElse(moved);
    }
    return Optional.empty();
  }

  /// Without the smallest of a node's residents in whose stead there is room for the need.
  private Optional<Relocation> widened(NodeId node, Capacity need, Relocation before) {
    return before.after().instancesOn(node).stream()
        .filter(this::isMovable)
        .filter(resident -> before.after().free(node).plus(held(resident)).holds(need))
        .sorted(Comparator.comparingInt(resident -> held(resident).milliCores()))
        .limit(1)
        .flatMap(resident -> before.off(node, List.of(resident)).stream())
        .findFirst();
  }

  private static Capacity held(Instance instance) {
    return instance.residence().orElseThrow().holds();
  }

  private void empty(List<NodeId> nodes) {
    for (NodeId node : nodes) {
      List<Instance> residents = ahead.instancesOn(node);
      boolean movable =
          atOnce > 0
              && !residents.isEmpty()
              && residents.size() <= Math.min(today, EMPTIED_MAX)
              && residents.stream().allMatch(this::isMovable);
      if (movable) {
        Relocation.of(ahead).off(node, residents).ifPresent(done -> begin(done, "empties " + node));
      }
    }
  }

  private boolean isMovable(Instance instance) {
    Deployment deployment = state.deployment(instance.id().deployment());
    return instance.isReady()
        && state.instance(instance.id()).equals(instance)
        && (rules.onlyOnes() || deployment.instances(instance.id().role()) > 1)
        && isAtRest(deployment)
        && deployment
            .version(instance.version())
            .policy()
            .others(Relation.TOGETHER, instance.id().role())
            .isEmpty();
  }

  /// Whether nothing is being done to it, and all of it has been well for long.
  private boolean isAtRest(Deployment deployment) {
    Tally tally = state.tally(deployment.id());
    Instant limit = now.minus(rules.rest());
    return tally.isSettled()
        && !inDoubt.contains(deployment.id())
        && deployment.walk().isEmpty()
        && tally.readySince().greatest().filter(since -> since.isAfter(limit)).isEmpty()
        && state.runningOperations().stream().noneMatch(one -> concerns(one.subject(), deployment));
  }

  private static boolean concerns(Operation.Subject subject, Deployment deployment) {
    return subject.service().filter(deployment.service()::equals).isPresent();
  }

  /// What may move now: one update domain of a deployment, and no more than so many at once. The
  /// rest follows when these have arrived.
  private void begin(Relocation relocation, String why) {
    ahead = relocation.after();
    for (Move move : relocation.moves()) {
      DeploymentId id = move.instance().id().deployment();
      int domain = state.deployment(id).updateDomain(move.instance().id());
      if (atOnce > 0 && domains.computeIfAbsent(id, _ -> domain) == domain) {
        events.add(event(move, why));
        atOnce--;
        today--;
      }
    }
  }

  private Event event(Move move, String why) {
    Instance instance = move.instance();
    String reason =
        "from %s to %s: %s".formatted(instance.node().orElseThrow(), move.towards().node(), why);
    return new Event.InstanceDraining(
        instance.id(),
        Afterwards.MOVE,
        instance.version(),
        reason,
        now,
        Optional.of(move.towards()));
  }
}
