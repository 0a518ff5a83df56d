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
import weftline.core.Event.Placement;
import weftline.core.Verdict.Obstacle;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;

/// Gives every instance without a node a home, or says why it cannot: what is new as a whole or not
/// at all, what has run before each for itself. Tries again only when there may be more room.
final class Place implements Step {
  @Override
  public List<Event> plan(State state, Instant now) {
    return act(Ahead.of(state), now);
  }

  @Override
  public List<Event> act(Ahead ahead, Instant now) {
    List<Event> events = new ArrayList<>();
    for (DeploymentId id : hopeful(ahead.state())) {
      List<Event> placed = place(ahead.state(), ahead.state().deployment(id));
      ahead.apply(placed);
      events.addAll(placed);
    }
    return events;
  }

  /// Those whose instances may find room, for there is more of it than when they last did not.
  private static Set<DeploymentId> hopeful(State state) {
    if (state.indexes().homeless().isEmpty()) {
      return Set.of();
    }
    long room = state.counters().room();
    Set<DeploymentId> hopeful = new TreeSet<>();
    state
        .indexes()
        .homeless()
        .takeWhile(homeless -> homeless.room() < room)
        .forEach(homeless -> hopeful.add(homeless.deployment()));
    return hopeful;
  }

  static List<Event> place(State state, Deployment deployment) {
    Allocator allocator = new Allocator(state, deployment);
    List<Instance> homeless =
        state.instancesOf(deployment.id()).stream()
            .filter(i -> i.life() == Life.WANTED && deployment.wants(i.id()))
            .toList();
    List<Instance> homeseeking = homeless.stream().filter(i -> i.former().isPresent()).toList();
    return homeseeking.isEmpty()
        ? placeAll(state, deployment, allocator, homeless)
        : placeEach(state, deployment, allocator, homeseeking);
  }

  private static List<Event> placeAll(
      State state, Deployment deployment, Allocator allocator, List<Instance> homeless) {
    if (homeless.isEmpty()) {
      return List.of();
    }
    return switch (allocator.placeAll(allocator.bundles(homeless))) {
      case Allocator.Outcome.Placed(var placements) ->
          List.of(new Event.InstancesPlaced(deployment.id(), placements));
      case Allocator.Outcome.Stuck(var bundle, var ground) ->
          List.of(
              failed(
                  state,
                  deployment,
                  bundle.first().id(),
                  Allocator.judge(ground, bundle, PlacementFailure.VERDICTS_MAX)));
      case Allocator.Outcome.Crowded(var bundle, var ground) ->
          List.of(failed(state, deployment, bundle.first().id(), crowded(state, bundle, ground)));
    };
  }

  private static List<Event> placeEach(
      State state, Deployment deployment, Allocator allocator, List<Instance> homeless) {
    List<Placement> placements = new ArrayList<>();
    Optional<Instance> left = Optional.empty();
    for (Bundle bundle : allocator.bundles(homeless)) {
      List<Placement> homes = allocator.place(bundle);
      placements.addAll(homes);
      if (homes.isEmpty() && left.isEmpty()) {
        left = Optional.of(bundle.first().instance());
      }
    }
    List<Event> events = new ArrayList<>();
    if (!placements.isEmpty()) {
      events.add(new Event.InstancesPlaced(deployment.id(), placements));
    }
    left.map(instance ->
            failed(
                state,
                deployment,
                instance.id(),
                allocator.judge(instance, PlacementFailure.VERDICTS_MAX)))
        .ifPresent(events::add);
    return events;
  }

  /// There is room, but all of it would fail together.
  private static List<Verdict> crowded(State state, Bundle bundle, Ground ground) {
    int min = state.settings().faultDomainsMin();
    List<Verdict> verdicts = new ArrayList<>();
    for (Verdict verdict : Allocator.judge(ground, bundle, PlacementFailure.VERDICTS_MAX)) {
      Obstacle same = new Obstacle.SameFaultDomain(verdict.faultDomain(), min);
      verdicts.add(
          verdict.fits()
              ? new Verdict(verdict.node(), verdict.faultDomain(), List.of(same))
              : verdict);
    }
    return verdicts;
  }

  private static Event failed(
      State state, Deployment deployment, InstanceId instance, List<Verdict> verdicts) {
    String reason = "no room for " + instance.name() + ": " + sum(verdicts);
    return new Event.PlacementFailed(
        deployment.id(), new PlacementFailure(instance, reason, verdicts, state.counters().room()));
  }

  /// For example `4 nodes lack cores, 2 nodes are drained`.
  private static String sum(List<Verdict> verdicts) {
    Map<String, Integer> counts = new TreeMap<>();
    verdicts.forEach(verdict ->
        verdict.obstacles().stream()
            .findFirst()
            .ifPresent(first -> counts.merge(Verdict.word(first), 1, Integer::sum)));
    return counts.isEmpty()
        ? "there is no node"
        : counts.entrySet().stream()
            .map(e -> e.getValue() + (e.getValue() == 1 ? " node " : " nodes ") + e.getKey())
            .collect(Collectors.joining(", "));
  }
}
