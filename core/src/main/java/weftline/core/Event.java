package weftline.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weftline.model.BalancerId;
import weftline.model.Cable;
import weftline.model.DeploymentId;
import weftline.model.Device;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.Location;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.OsOrder;
import weftline.model.ServiceConfiguration;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// What happened. Events are all the log holds; once released, their fields only grow.
public sealed interface Event {
  /// What all controllers must know of each other.
  sealed interface OfGroup extends Event {}

  /// What happened to the machines and their addresses.
  sealed interface OfFabric extends Event {}

  /// What is known of the machines, and what the fabric makes of it.
  sealed interface OfUpkeep extends Event {}

  /// What the machines' operating systems are brought to.
  sealed interface OfOs extends Event {}

  /// What was asked for, and how far it is.
  sealed interface OfChange extends Event {}

  /// What happened to instances.
  sealed interface OfInstance extends Event {}

  /// All controllers can read what came with this level and those before; see [FabricLevel].
  record LevelRaised(int level) implements OfGroup {}

  /// A controller keeps the ledger on this disk, and on no other one.
  record ControllerKnown(String controller, String store) implements OfGroup {}

  /// A controller has left the group; its name may come back with another disk.
  record ControllerForgotten(String controller) implements OfGroup {}

  /// The operator chose.
  record FabricConfigured(FabricSettings settings) implements OfFabric {}

  /// Everything is as it was after an earlier event; what numbers goals, tables and operations goes
  /// on from where it is.
  ///
  /// @param by who wanted it
  /// @param event the number of the last one that still counts
  record StateRestored(String by, long event, Snapshot state) implements OfFabric {}

  /// A node is there: for the first time, or again after it was lost. Nothing of ours runs there.
  ///
  /// @param at absent in logs of the time before this was written down
  record NodeJoined(NodeDescription node, Optional<Instant> at) implements OfFabric {
    public NodeJoined(NodeDescription node) {
      this(node, Optional.empty());
    }
  }

  /// Nothing more is put on the node, and what is there moves away.
  record NodeDrained(NodeId node) implements OfFabric {}

  /// The node takes instances again.
  record NodeUndrained(NodeId node) implements OfFabric {}

  /// A node has taken in a goal that an operation waits for.
  record NodeFollowed(NodeId node, Generation goal) implements OfFabric {}

  /// A balancer follows a routing table that something waits for, or is heard of for the first
  /// time.
  record BalancerFollowed(BalancerId balancer, Generation routing) implements OfFabric {}

  /// Somebody else holds a public port.
  record PublicPortTaken(PublicPort port, String owner) implements OfFabric {}

  /// A public endpoint got its address and port.
  record DoorOpened(Door door, PublicPort port) implements OfFabric {}

  /// Another inventory follows in parts; what was listed before is not any more.
  record InventoryCleared(String by) implements OfFabric {}

  /// A part of the inventory, and what the whole of it means for some nodes.
  record InventoryTaken(List<Device> devices, List<Cable> cables, List<Location> locations)
      implements OfFabric {
    public InventoryTaken {
      devices = List.copyOf(devices);
      cables = List.copyOf(cables);
      locations = List.copyOf(locations);
    }
  }

  /// A device that is no node has failed, or all of its nodes look so; see [Wear].
  record DeviceFailed(String device, String reason, Instant at) implements OfFabric {}

  /// Nodes have not been heard from for longer than the grace; what runs there is left alone.
  record NodesSilent(List<NodeId> nodes, Instant at) implements OfUpkeep {
    public NodesSilent {
      nodes = List.copyOf(nodes);
    }
  }

  /// A silent node is heard from again, before it was given up.
  record NodeHeard(NodeId node) implements OfUpkeep {}

  /// A node is given up; what was there will be placed elsewhere.
  ///
  /// @param at absent in logs of the time before this was written down
  record NodeLost(NodeId node, String reason, Optional<Instant> at) implements OfUpkeep {
    public NodeLost(NodeId node, String reason) {
      this(node, reason, Optional.empty());
    }
  }

  /// Silent nodes of one fault domain are given up together.
  record NodesLost(int faultDomain, List<NodeId> nodes, String reason, Instant at)
      implements OfUpkeep {
    public NodesLost {
      nodes = List.copyOf(nodes);
    }
  }

  /// A lost node is taken off the list.
  record NodeRemoved(NodeId node, String by) implements OfUpkeep {}

  /// More nodes are silent at once than can be believed; nothing destructive is done.
  record HealingPaused(String reason, Instant at) implements OfUpkeep {}

  /// Healing goes on.
  ///
  /// @param patientUntil those still silent get that long
  record HealingResumed(String reason, Optional<Instant> patientUntil, Instant at)
      implements OfUpkeep {}

  /// A machine should try itself, and say how that ended.
  record NodeTestOrdered(NodeId node, long number, Instant at) implements OfUpkeep {}

  /// Too much of a container is faulty, or somebody wants it out: it is emptied, and its machines
  /// are tested before they are used again.
  record ContainerWithdrawn(String container, String reason, Instant at) implements OfUpkeep {}

  /// Every machine of a container has been tested again.
  ///
  /// @param faulty how many are faulty still; only more of them withdraw it again
  record ContainerReturned(String container, int faulty, Instant at) implements OfUpkeep {}

  /// A machine is trusted more or less than before.
  ///
  /// @param until when its suspicion ends by itself
  record NodeConditionChanged(
      NodeId node, Condition condition, String reason, Optional<Instant> until, Instant at)
      implements OfUpkeep {}

  /// An operating system is wanted, in place of any that was wanted before.
  record OsGoalSet(OsGoal goal) implements OfOs {}

  /// No further machine is begun until somebody lets it go on.
  record OsGoalPaused(String reason) implements OfOs {}

  /// Somebody lets it go on.
  record OsGoalResumed(String by) implements OfOs {}

  /// No operating system is wanted any more; machines that have begun go on to their end.
  record OsGoalDropped(String by) implements OfOs {}

  /// A machine says for the first time that it runs this.
  ///
  /// @param changeable whether it knows a way to another version
  record NodeOsReported(NodeId node, String version, boolean changeable) implements OfOs {}

  /// Nothing runs on a machine any more, and it should bring itself to this.
  record NodeOsOrdered(NodeId node, OsOrder order, Instant at) implements OfOs {}

  /// An instance that is not wanted any more does not wait for its node.
  record InstanceReleased(InstanceId instance) implements OfOs {}

  /// A change was accepted.
  record OperationStarted(Operation operation) implements OfChange {}

  /// A change is done, or is given up.
  record OperationEnded(long number, Operation.Progress state, String reason, Instant at)
      implements OfChange {}

  /// A slot holds a new deployment.
  record DeploymentCreated(
      DeploymentId deployment,
      ServiceName service,
      Slot slot,
      String label,
      ServiceModel model,
      Instant at)
      implements OfChange {}

  /// New setting values and instance counts for what runs.
  record ConfigurationChanged(DeploymentId deployment, ServiceConfiguration configuration)
      implements OfChange {}

  /// A new model begins its walk through the update domains.
  ///
  /// @param role the only role that changes; empty means all
  /// @param autoRollback whether it goes back by itself where others pause
  record UpgradeStarted(
      DeploymentId deployment,
      String label,
      ServiceModel model,
      UpgradeMode mode,
      Optional<String> role,
      boolean autoRollback)
      implements OfChange {
    public UpgradeStarted(
        DeploymentId deployment,
        String label,
        ServiceModel model,
        UpgradeMode mode,
        Optional<String> role) {
      this(deployment, label, model, mode, role, false);
    }
  }

  /// The new version crashes too often, or does not get ready; the walk waits for a word.
  record WalkPaused(DeploymentId deployment, String reason) implements OfChange {}

  /// A scale rule found that a role needs another number of instances.
  record ScaleDecided(
      DeploymentId deployment, String role, int instances, String reason, Instant at)
      implements OfChange {}

  /// The model before the last upgrade begins its walk back.
  record RollbackStarted(DeploymentId deployment) implements OfChange {}

  /// Somebody let a manual or paused walk go on.
  record DomainAllowed(DeploymentId deployment) implements OfChange {}

  /// A walk begins an update domain.
  ///
  /// @param at absent in logs of the time before this was written down
  record DomainStarted(DeploymentId deployment, int domain, Optional<Instant> at)
      implements OfChange {
    public DomainStarted(DeploymentId deployment, int domain) {
      this(deployment, domain, Optional.empty());
    }
  }

  /// All instances run what they should.
  record WalkEnded(DeploymentId deployment) implements OfChange {}

  /// Production and staging changed places.
  record SlotsSwapped(ServiceName service) implements OfChange {}

  /// Nothing of the deployment is wanted any more.
  record DeploymentDeleting(DeploymentId deployment) implements OfChange {}

  /// Nothing of the deployment is left.
  record DeploymentDeleted(DeploymentId deployment) implements OfChange {}

  /// Instances got their nodes and ports.
  record InstancesPlaced(DeploymentId deployment, List<Placement> placements)
      implements OfInstance {
    public InstancesPlaced {
      placements = List.copyOf(placements);
    }
  }

  /// One instance and its new home.
  record Placement(InstanceId instance, Residence residence) {}

  /// Instances of the deployment found no room.
  record PlacementFailed(DeploymentId deployment, PlacementFailure failure) implements OfInstance {}

  /// A node says something new of an instance.
  record InstanceReported(
      InstanceId instance, InstanceStatus status, int failures, String detail, Instant at)
      implements OfInstance {}

  /// An instance keeps failing wherever it is put; it stays where it is until then.
  record InstanceHeld(InstanceId instance, Instant until, String reason) implements OfInstance {}

  /// An instance without a node will start with another version.
  record InstanceRetargeted(InstanceId instance, int version) implements OfInstance {}

  /// An instance gets no new traffic, and will be stopped.
  ///
  /// @param version what it will run afterwards, if anything
  /// @param towards the home that it leaves its own for, if that is why it goes
  record InstanceDraining(
      InstanceId instance,
      Departure.Afterwards afterwards,
      int version,
      String reason,
      Instant at,
      Optional<Residence> towards)
      implements OfInstance {
    public InstanceDraining(
        InstanceId instance,
        Departure.Afterwards afterwards,
        int version,
        String reason,
        Instant at) {
      this(instance, afterwards, version, reason, at, Optional.empty());
    }
  }

  /// A drained instance's goal is now to be gone.
  record InstanceStopOrdered(InstanceId instance) implements OfInstance {}

  /// The node says that the instance is gone; what it held is free.
  record InstanceStopped(InstanceId instance) implements OfInstance {}

  /// An instance that had no node is not wanted any more.
  record InstanceDropped(InstanceId instance) implements OfInstance {}
}
