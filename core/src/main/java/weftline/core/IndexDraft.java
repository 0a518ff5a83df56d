package weftline.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.ServiceName;

/// The next indexes in the making; the tables' half is [Draft].
final class IndexDraft {
  private final RoomsDraft rooms;
  private Addresses addresses;
  private Bag<Generation> followers;
  private Census census;
  private Optional<Deployment> counted = Optional.empty();
  private Tally tally = Tally.NONE;
  private final WorkList<DeploymentId> scaling;
  private final WorkList<Homeless> homeless;
  private final WorkList<Drain> draining;
  private final WorkList<Due> drainingSince;
  private final WorkList<Due> failing;
  private final WorkList<InstanceId> surplus;
  private final WorkList<InstanceId> hasty;
  private final WorkList<DeploymentId> changing;
  private final WorkList<Long> openOperations;
  private final WorkList<Long> finishable;
  private final WorkList<Long> endedOperations;
  private final WorkList<NodeId> evacuating;
  private final WorkList<ServiceName> doorless;
  private final Table<PublicPort, Door> doors;
  private final Table<DeploymentId, Tally> tallies;
  private final Table<DeploymentId, Awaited> awaited;
  private final WorkList<Moved<NodeId>> movedNodes;
  private final WorkList<Moved<DeploymentId>> movedTopologies;
  private final Table<DeploymentId, PSet<Long>> waiting;

  IndexDraft(Indexes before, Pen pen) {
    rooms = new RoomsDraft(before.rooms(), pen);
    addresses = before.addresses();
    followers = before.followers();
    census = before.census();
    scaling = new WorkList<>(before.scaling(), pen);
    homeless = new WorkList<>(before.homeless(), pen);
    draining = new WorkList<>(before.draining(), pen);
    drainingSince = new WorkList<>(before.drainingSince(), pen);
    failing = new WorkList<>(before.failing(), pen);
    surplus = new WorkList<>(before.surplus(), pen);
    hasty = new WorkList<>(before.hasty(), pen);
    changing = new WorkList<>(before.changing(), pen);
    openOperations = new WorkList<>(before.openOperations(), pen);
    finishable = new WorkList<>(before.finishable(), pen);
    endedOperations = new WorkList<>(before.endedOperations(), pen);
    evacuating = new WorkList<>(before.evacuating(), pen);
    doorless = new WorkList<>(before.doorless(), pen);
    doors = new Table<>(before.doors(), pen);
    tallies = new Table<>(before.tallies(), pen);
    awaited = new Table<>(before.awaited(), pen);
    movedNodes = new WorkList<>(before.movedNodes(), pen);
    movedTopologies = new WorkList<>(before.movedTopologies(), pen);
    waiting = new Table<>(before.waiting(), pen);
  }

  Indexes finished() {
    close();
    return new Indexes(
        rooms.finished(),
        census,
        scaling.latest(),
        homeless.latest(),
        draining.latest(),
        drainingSince.latest(),
        failing.latest(),
        surplus.latest(),
        hasty.latest(),
        changing.latest(),
        openOperations.latest(),
        finishable.latest(),
        endedOperations.latest(),
        evacuating.latest(),
        doorless.latest(),
        doors.latest(),
        addresses,
        tallies.latest(),
        followers,
        awaited.latest(),
        movedNodes.latest(),
        movedTopologies.latest(),
        waiting.latest());
  }

  Census census() {
    return census;
  }

  RoomsDraft rooms() {
    return rooms;
  }

  Optional<Door> behind(PublicPort port) {
    return doors.get(port);
  }

  Optional<Long> firstEndedOperation() {
    return endedOperations.latest().first();
  }

  /// The highest generation of any goal.
  Generation lastGoal() {
    Generation node = movedNodes.latest().last().map(Moved::at).orElse(Generation.ZERO);
    Generation topology = movedTopologies.latest().last().map(Moved::at).orElse(Generation.ZERO);
    return node.isAfter(topology) ? node : topology;
  }

  void put(Node node) {
    Optional<Tenancy> before = rooms.on(node.id());
    before.ifPresent(was -> progress(was, node));
    note(before.map(Tenancy::node), node);
    settle(before, before.orElseGet(() -> Tenancy.empty(node)).withNode(node));
  }

  void renew(Node node) {
    Optional<Tenancy> before = rooms.on(node.id());
    note(before.map(Tenancy::node), node);
    settle(before, Tenancy.empty(node));
  }

  /// A lost node; nobody lives there.
  void remove(Node node) {
    movedNodes.set(new Moved<>(node.goal(), node.id()), false);
    census = census.without(node);
    rooms.remove(node.id());
    evacuating.set(node.id(), false);
  }

  void add(Instance instance, Deployment deployment, int failuresMax) {
    instance.residence().ifPresent(home -> moveIn(instance.id(), home));
    list(instance, deployment, failuresMax, true);
    open(deployment);
    tally = tally.with(deployment, instance);
  }

  /// What has become of an instance; most that is reported of it leaves it where it is.
  void replace(Instance was, Instance now, Deployment deployment, int failuresMax) {
    if (!was.residence().equals(now.residence())) {
      remove(was, deployment, failuresMax);
      add(now, deployment, failuresMax);
      return;
    }
    list(was, deployment, failuresMax, false);
    list(now, deployment, failuresMax, true);
    open(deployment);
    tally = tally.without(deployment, was).with(deployment, now);
  }

  void remove(Instance instance, Deployment deployment, int failuresMax) {
    instance.residence().ifPresent(home -> moveOut(instance.id(), home));
    list(instance, deployment, failuresMax, false);
    open(deployment);
    tally = tally.without(deployment, instance);
  }

  void put(Optional<Deployment> before, Deployment deployment) {
    scaling.set(deployment.id(), Scaling.concerns(deployment));
    changing.set(deployment.id(), deployment.walk().isPresent() || deployment.deleting());
    before.ifPresent(was -> homeless.set(Homeless.of(was), false));
    open(deployment);
    if (!before.flatMap(Deployment::topology).equals(deployment.topology())) {
      before.ifPresent(was -> movedTopology(was, false));
      movedTopology(deployment, true);
    }
  }

  void remove(Deployment deployment) {
    close();
    scaling.set(deployment.id(), false);
    changing.set(deployment.id(), false);
    tallies.remove(deployment.id());
    homeless.set(Homeless.of(deployment), false);
    watchOperations(deployment.id());
    movedTopology(deployment, false);
  }

  void put(Operation operation) {
    openOperations.set(operation.number(), operation.isRunning());
    endedOperations.set(operation.number(), !operation.isRunning());
    Optional<DeploymentId> deployment = operation.restsWith();
    finishable.set(operation.number(), operation.isRunning() && deployment.isEmpty());
    deployment.ifPresent(id -> wait(operation, id));
  }

  private void wait(Operation operation, DeploymentId deployment) {
    PSet<Long> numbers =
        waiting
            .get(deployment)
            .orElse(PSet.<Long>empty())
            .with(operation.number(), operation.isRunning());
    waiting.put(deployment, numbers);
    if (numbers.isEmpty()) {
      waiting.remove(deployment);
    }
    watchOperations(deployment);
  }

  /// Lets the operations of a deployment be looked at while it is at rest, or gone.
  private void watchOperations(DeploymentId deployment) {
    Optional<PSet<Long>> numbers = waiting.get(deployment);
    if (numbers.isPresent()) {
      boolean rests = !changing.latest().contains(deployment) && tally(deployment).isSettled();
      numbers.get().toList().forEach(number -> finishable.set(number, rests));
    }
  }

  void forget(Operation operation) {
    endedOperations.set(operation.number(), false);
  }

  /// An operation begins to wait for what the nodes of a deployment take in.
  void await(DeploymentId deployment, List<Instance> instances) {
    Optional<Awaited> before = awaited.get(deployment);
    Awaited now = before.orElse(Awaited.NONE);
    for (Instance instance : before.isPresent() ? List.<Instance>of() : instances) {
      now = instance.node().flatMap(rooms::on).map(Tenancy::node).map(now::with).orElse(now);
    }
    awaited.put(deployment, now.withOperations(1));
  }

  void awaitNoMore(DeploymentId deployment) {
    awaited
        .get(deployment)
        .map(before -> before.withOperations(-1))
        .ifPresent(now -> {
          awaited.put(deployment, now);
          if (now.operations() == 0) {
            awaited.remove(deployment);
          }
        });
  }

  void open(Door door, PublicPort port) {
    doors.put(port, door);
    addresses = addresses.without(port.address());
  }

  void close(PublicPort port) {
    doors.remove(port);
    if (!hasDoor(port.address())) {
      addresses = addresses.with(port.address());
    }
  }

  void put(PublicAddresses all) {
    addresses = Addresses.of(all);
  }

  void doorless(ServiceName service, boolean missing) {
    doorless.set(service, missing);
  }

  void follow(Optional<Generation> before, Generation now) {
    followers = before.map(followers::without).orElse(followers).with(now);
  }

  private Tally tally(DeploymentId deployment) {
    return counted.filter(one -> one.id().equals(deployment)).isPresent()
        ? tally
        : tallies.get(deployment).orElse(Tally.NONE);
  }

  /// Has the tally of a deployment at hand: most events change many instances of one.
  private void open(Deployment deployment) {
    if (counted.filter(one -> one.id().equals(deployment.id())).isEmpty()) {
      close();
      tally = tally(deployment.id());
    }
    counted = Optional.of(deployment);
  }

  private void close() {
    Optional<Deployment> open = counted;
    counted = Optional.empty();
    open.ifPresent(deployment -> {
      tallies.put(deployment.id(), tally);
      homeless.set(Homeless.of(deployment), tally.unplaced() > 0);
      watchOperations(deployment.id());
    });
  }

  /// Puts an instance on the work lists it belongs to, or takes it off them.
  private void list(Instance instance, Deployment deployment, int failuresMax, boolean member) {
    InstanceId id = instance.id();
    Life life = instance.life();
    if (life == Life.DRAINING) {
      draining.set(Drain.of(instance), member);
      instance
          .departure()
          .ifPresent(departure -> drainingSince.set(new Due(departure.since(), id), member));
    }
    if (life == Life.FAILED && instance.health().failures() >= failuresMax) {
      Instant from = instance.health().heldUntil().orElse(Instant.MIN);
      failing.set(new Due(from, id), member);
    }
    if (!deployment.wants(id) && (!life.isLeaving() || life == Life.PARKED)) {
      surplus.set(id, member);
    }
    if (deployment.isBehind(instance) && life != Life.READY && !life.isLeaving()) {
      hasty.set(id, member);
    }
  }

  private void moveIn(InstanceId instance, Residence home) {
    Optional<Tenancy> before = rooms.on(home.node());
    if (before.isPresent()) {
      Tenancy was = before.get();
      awaited
          .get(instance.deployment())
          .ifPresent(one -> awaited.put(instance.deployment(), one.with(was.node())));
      settle(before, was.with(instance, home));
    }
  }

  private void moveOut(InstanceId instance, Residence home) {
    Optional<Tenancy> before = rooms.on(home.node());
    if (before.isPresent()) {
      Tenancy was = before.get();
      awaited
          .get(instance.deployment())
          .ifPresent(one -> awaited.put(instance.deployment(), one.without(was.node())));
      settle(before, was.without(instance, home));
    }
  }

  /// Looks nothing up: the table of all nodes is large.
  private void settle(Optional<Tenancy> before, Tenancy now) {
    rooms.replace(before, now);
    evacuating.set(now.node().id(), now.node().isToBeEmptied() && !now.residents().isEmpty());
  }

  /// A node has a newer goal, or has taken one in: whoever waits for its residents has to know.
  private void progress(Tenancy before, Node now) {
    if (awaited.latest().isEmpty()) {
      return;
    }
    for (InstanceId resident : before.residents().toList()) {
      awaited
          .get(resident.deployment())
          .map(old -> old.without(before.node()).with(now))
          .ifPresent(changed -> awaited.put(resident.deployment(), changed));
    }
  }

  private boolean hasDoor(String address) {
    AtomicBoolean found = new AtomicBoolean();
    doors
        .latest()
        .scan(
            new PublicPort(address, 0),
            (port, _) -> {
              found.set(port.address().equals(address));
              return false;
            });
    return found.get();
  }

  private void note(Optional<Node> before, Node now) {
    if (before.map(Node::goal).filter(now.goal()::equals).isEmpty()) {
      before.ifPresent(was -> movedNodes.set(new Moved<>(was.goal(), was.id()), false));
      movedNodes.set(new Moved<>(now.goal(), now.id()), true);
    }
    if (before.filter(now::countsLike).isEmpty()) {
      census = census.replace(before, now);
    }
  }

  private void movedTopology(Deployment deployment, boolean member) {
    deployment
        .topology()
        .ifPresent(at -> movedTopologies.set(new Moved<>(at, deployment.id()), member));
  }
}
