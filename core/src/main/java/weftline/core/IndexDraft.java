package weftline.core;

import java.util.Optional;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.ServiceName;

/// The next indexes in the making; the tables' half is [Draft].
final class IndexDraft {
  private Rooms rooms;
  private final WorkList<InstanceId> unplaced;
  private final WorkList<InstanceId> draining;
  private final WorkList<InstanceId> failing;
  private final WorkList<InstanceId> surplus;
  private final WorkList<DeploymentId> changing;
  private final WorkList<Long> openOperations;
  private final WorkList<NodeId> evacuating;
  private final WorkList<ServiceName> doorless;
  private final Table<PublicPort, Door> doors;
  private final Table<DeploymentId, Tally> tallies;

  IndexDraft(Indexes before) {
    rooms = before.rooms();
    unplaced = new WorkList<>(before.unplaced());
    draining = new WorkList<>(before.draining());
    failing = new WorkList<>(before.failing());
    surplus = new WorkList<>(before.surplus());
    changing = new WorkList<>(before.changing());
    openOperations = new WorkList<>(before.openOperations());
    evacuating = new WorkList<>(before.evacuating());
    doorless = new WorkList<>(before.doorless());
    doors = new Table<>(before.doors());
    tallies = new Table<>(before.tallies());
  }

  Indexes finished() {
    return new Indexes(
        rooms,
        unplaced.latest(),
        draining.latest(),
        failing.latest(),
        surplus.latest(),
        changing.latest(),
        openOperations.latest(),
        evacuating.latest(),
        doorless.latest(),
        doors.latest(),
        tallies.latest());
  }

  Rooms rooms() {
    return rooms;
  }

  Optional<Door> behind(PublicPort port) {
    return doors.get(port);
  }

  void put(Node node) {
    rooms = rooms.with(node);
    watchEvacuation(node.id());
  }

  void renew(Node node) {
    rooms = rooms.withNew(node);
    watchEvacuation(node.id());
  }

  void add(Instance instance, Deployment deployment, int failuresMax) {
    InstanceId id = instance.id();
    instance.residence().ifPresent(home -> moveIn(id, home));
    unplaced.set(id, instance.life() == Life.WANTED);
    draining.set(id, instance.life() == Life.DRAINING);
    failing.set(id, instance.life() == Life.FAILED && instance.health().failures() >= failuresMax);
    surplus.set(id, !deployment.wants(id) && !instance.life().isLeaving());
    tallies.put(deployment.id(), tally(deployment.id()).plus(Tally.of(deployment, instance)));
  }

  void remove(Instance instance, Deployment deployment) {
    InstanceId id = instance.id();
    instance.residence().ifPresent(home -> moveOut(id, home));
    unplaced.set(id, false);
    draining.set(id, false);
    failing.set(id, false);
    surplus.set(id, false);
    tallies.put(deployment.id(), tally(deployment.id()).minus(Tally.of(deployment, instance)));
  }

  void put(Deployment deployment) {
    changing.set(deployment.id(), deployment.walk().isPresent() || deployment.deleting());
  }

  void remove(DeploymentId deployment) {
    changing.set(deployment, false);
    tallies.remove(deployment);
  }

  void put(Operation operation) {
    openOperations.set(operation.number(), operation.isRunning());
  }

  void open(Door door, PublicPort port) {
    doors.put(port, door);
  }

  void close(PublicPort port) {
    doors.remove(port);
  }

  void doorless(ServiceName service, boolean missing) {
    doorless.set(service, missing);
  }

  private Tally tally(DeploymentId deployment) {
    return tallies.get(deployment).orElse(Tally.NONE);
  }

  private void moveIn(InstanceId instance, Residence home) {
    rooms = rooms.with(instance, home);
    watchEvacuation(home.node());
  }

  private void moveOut(InstanceId instance, Residence home) {
    rooms = rooms.without(instance, home);
    watchEvacuation(home.node());
  }

  private void watchEvacuation(NodeId node) {
    evacuating.set(
        node,
        rooms
            .on(node)
            .filter(tenancy -> tenancy.node().drained() && !tenancy.residents().isEmpty())
            .isPresent());
  }
}
