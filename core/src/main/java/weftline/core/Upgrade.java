package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.core.Departure.Afterwards;
import weftline.model.InstanceId;

/// Walks a new version through the update domains, one at a time: the next one begins when every
/// instance has been ready for the bake time, and somebody has allowed it if the walk is manual.
/// What is not ready anyhow is replaced without waiting; that is how a walk back gets out of a
/// version that never gets ready.
final class Upgrade implements Step {
  @Override
  public List<Event> plan(State state, Instant now) {
    if (state.indexes().changing().isEmpty()) {
      return List.of();
    }
    return state.indexes().changing().toList().stream()
        .map(state::deployment)
        .flatMap(deployment -> plan(state, deployment, now).stream())
        .toList();
  }

  private static List<Event> plan(State state, Deployment deployment, Instant now) {
    Optional<Walk> walk = deployment.walk();
    if (walk.isEmpty()) {
      return List.of();
    }
    Tally tally = state.tally(deployment.id());
    if (!tally.isWell()) {
      return tally.behind() == 0 || walk.get().paused().isPresent()
          ? List.of()
          : hasten(state, deployment, walk.get(), now);
    }
    if (!hasBaked(state, tally, now)) {
      return List.of();
    }
    if (tally.isSettled()) {
      return List.of(new Event.WalkEnded(deployment.id()));
    }
    return walk.get().mayBegin() && !state.isObscured(deployment.id())
        ? begin(state, deployment, now)
        : List.of();
  }

  /// Whether every instance, all being ready, has been so for the bake time.
  static boolean hasBaked(State state, Tally tally, Instant now) {
    Instant limit = now.minus(state.settings().bake());
    return tally.readySince().greatest().filter(since -> since.isAfter(limit)).isEmpty();
  }

  private static List<Event> begin(State state, Deployment deployment, Instant now) {
    List<Instance> behind = behind(state, deployment);
    int domain = behind.stream().mapToInt(i -> deployment.updateDomain(i.id())).min().orElseThrow();
    List<Event> events = new ArrayList<>();
    Optional<Instant> at =
        FabricLevel.SECOND.isReached(state) ? Optional.of(now) : Optional.empty();
    events.add(new Event.DomainStarted(deployment.id(), domain, at));
    behind.stream()
        .filter(i -> deployment.updateDomain(i.id()) == domain)
        .forEach(i -> events.add(replace(deployment, i, now)));
    return events;
  }

  private static List<Event> hasten(State state, Deployment deployment, Walk walk, Instant now) {
    return hasty(state, deployment).stream()
        .map(state::instance)
        .filter(i -> walk.mode() == UpgradeMode.AUTO || isBegun(deployment, walk, i))
        .map(i -> replace(deployment, i, now))
        .toList();
  }

  private static List<InstanceId> hasty(State state, Deployment deployment) {
    return state
        .indexes()
        .hasty()
        .takeWhile(State.firstOf(deployment.id()), id -> id.deployment().equals(deployment.id()));
  }

  private static boolean isBegun(Deployment deployment, Walk walk, Instance instance) {
    return walk.domain()
        .filter(domain -> deployment.updateDomain(instance.id()) <= domain)
        .isPresent();
  }

  private static List<Instance> behind(State state, Deployment deployment) {
    return state.instancesOf(deployment.id()).stream().filter(deployment::isBehind).toList();
  }

  private static Event replace(Deployment deployment, Instance instance, Instant now) {
    int version = deployment.target(instance.id().role()).number();
    if (instance.life() == Life.WANTED) {
      return new Event.InstanceRetargeted(instance.id(), version);
    }
    String reason = "it moves from version %d to %d".formatted(instance.version(), version);
    return new Event.InstanceDraining(instance.id(), Afterwards.RESTART, version, reason, now);
  }
}
