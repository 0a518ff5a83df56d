package weftline.core;

import java.time.Instant;
import java.util.Optional;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.NodeId;

/// One role instance: what it runs, where, how it fares, and whether it is on its way out.
///
/// @param version the deployment's version that it runs, or will when it is placed
/// @param attempt counts the processes that were wanted for it
/// @param former where it was before, while it has no node
public record Instance(
    InstanceId id,
    int version,
    long attempt,
    Life life,
    Optional<Residence> residence,
    Optional<Departure> departure,
    Optional<Former> former,
    Health health) {
  /// Where an instance was, or where it is to go instead.
  ///
  /// @param avoid whether it had better go elsewhere: it failed there, or the node was lost
  public record Former(Residence residence, boolean avoid) {}

  static Instance wanted(InstanceId id, int version, long attemptsBefore) {
    return new Instance(
        id,
        version,
        attemptsBefore,
        Life.WANTED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Health.NEW);
  }

  public Optional<NodeId> node() {
    return residence.map(Residence::node);
  }

  public boolean isReady() {
    return life == Life.READY;
  }

  /// What the goal of its node says of it, in short; two equal wishes make equal goals.
  Optional<Wish> wish() {
    return residence.map(home -> new Wish(home, version, attempt, life.isToStop()));
  }

  /// See [#wish()].
  record Wish(Residence residence, int version, long attempt, boolean stopped) {}

  Instance placed(Residence newResidence) {
    return new Instance(
        id,
        version,
        attempt + 1,
        Life.STARTING,
        Optional.of(newResidence),
        Optional.empty(),
        Optional.empty(),
        health.again(false));
  }

  /// What a report changes. One that is on its way out stays so; only its story is kept.
  Instance reported(InstanceStatus status, int failures, String detail, Instant at) {
    Life next = life.hears(status).orElse(life);
    Health now =
        next == Life.READY && life == Life.READY
            ? health.saying(failures, detail)
            : next == Life.READY
                ? health.ready(at, failures, detail)
                : health.notReady(at, failures, detail);
    return with(next, departure, now);
  }

  Instance held(Instant until) {
    return with(life, departure, health.held(until));
  }

  Instance draining(Departure newDeparture) {
    return with(Life.DRAINING, Optional.of(newDeparture), health);
  }

  Instance stopping(Generation stopGoal) {
    return with(Life.STOPPING, departure.map(d -> d.stopping(stopGoal)), health);
  }

  /// Has stopped, and waits for its node.
  Instance parked() {
    return with(Life.PARKED, departure, health);
  }

  /// Has stopped, and will be started again.
  Instance stopped() {
    Departure ended = departure.orElseThrow();
    boolean avoids = ended.afterwards() == Departure.Afterwards.MOVE && ended.towards().isEmpty();
    Optional<Residence> next = ended.towards().or(() -> residence);
    return homeless(
        ended.version(), next.map(home -> new Former(home, avoids)), health.again(avoids));
  }

  /// Its node is lost.
  Instance evicted() {
    return homeless(
        departure.map(Departure::version).orElse(version),
        residence.map(home -> new Former(home, true)),
        health.again(false));
  }

  Instance retargeted(int newVersion) {
    return new Instance(id, newVersion, attempt, life, residence, departure, former, health);
  }

  private Instance homeless(int nextVersion, Optional<Former> newFormer, Health nextHealth) {
    return new Instance(
        id,
        nextVersion,
        attempt,
        Life.WANTED,
        Optional.empty(),
        Optional.empty(),
        newFormer,
        nextHealth);
  }

  private Instance with(Life newLife, Optional<Departure> newDeparture, Health newHealth) {
    return new Instance(id, version, attempt, newLife, residence, newDeparture, former, newHealth);
  }
}
