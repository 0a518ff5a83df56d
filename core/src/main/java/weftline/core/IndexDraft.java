package weftline.core;

import java.util.Optional;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.ServiceName;

/// The next indexes in the making; the tables' half is [Draft].
final class IndexDraft {
  private Rooms rooms;
  private PSet<InstanceId> unplaced;
  private PSet<InstanceId> draining;
  private PSet<InstanceId> failing;
  private PSet<InstanceId> surplus;
  private PSet<DeploymentId> changing;
  private PSet<Long> openOperations;
  private PSet<NodeId> evacuating;
  private PSet<ServiceName> doorless;
  private PMap<PublicPort, Door> doors;
  private PMap<DeploymentId, Tally> tallies;

  IndexDraft(Indexes before) {
    rooms = before.rooms();
    unplaced = before.unplaced();
    draining = before.draining();
    failing = before.failing();
    surplus = before.surplus();
    changing = before.changing();
    openOperations = before.openOperations();
    evacuating = before.evacuating();
    doorless = before.doorless();
    doors = before.doors();
    tallies = before.tallies();
  }

  Indexes finished() {
    return new Indexes(
        rooms,
        unplaced,
        draining,
        failing,
        surplus,
        changing,
        openOperations,
        evacuating,
        doorless,
        doors,
        tallies);
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
    unplaced = unplaced.with(id, instance.life() == Life.WANTED);
    draining = draining.with(id, instance.life() == Life.DRAINING);
    failing =
        failing.with(
            id, instance.life() == Life.FAILED && instance.health().failures() >= failuresMax);
    surplus = surplus.with(id, !deployment.wants(id) && !instance.life().isLeaving());
    tallies =
        tallies.with(deployment.id(), tally(deployment.id()).plus(Tally.of(deployment, instance)));
  }

  void remove(Instance instance, Deployment deployment) {
    InstanceId id = instance.id();
    instance.residence().ifPresent(home -> moveOut(id, home));
    unplaced = unplaced.with(id, false);
    draining = draining.with(id, false);
    failing = failing.with(id, false);
    surplus = surplus.with(id, false);
    tallies =
        tallies.with(deployment.id(), tally(deployment.id()).minus(Tally.of(deployment, instance)));
  }

  void put(Deployment deployment) {
    changing =
        changing.with(deployment.id(), deployment.walk().isPresent() || deployment.deleting());
  }

  void remove(DeploymentId deployment) {
    changing = changing.with(deployment, false);
    tallies = tallies.without(deployment);
  }

  void put(Operation operation) {
    openOperations = openOperations.with(operation.number(), operation.isRunning());
  }

  void open(Door door, PublicPort port) {
    doors = doors.with(port, door);
  }

  void close(PublicPort port) {
    doors = doors.without(port);
  }

  void doorless(ServiceName service, boolean missing) {
    doorless = doorless.with(service, missing);
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
    evacuating =
        evacuating.with(
            node,
            rooms
                .on(node)
                .filter(tenancy -> tenancy.node().drained() && !tenancy.residents().isEmpty())
                .isPresent());
  }
}
