package weftline.controller.api;

import java.util.Optional;
import weftline.core.Deployment;
import weftline.core.Event;
import weftline.core.Operation;
import weftline.core.State;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.Slot;

/// Names what an event is about in the words of its reader: services and slots rather than
/// deployments.
final class Subjects {
  private Subjects() {}

  static String of(State state, Deployment deployment) {
    return state
        .slotOf(deployment)
        .map(slot -> deployment.service() + "/" + slot)
        .orElse(deployment.service().value());
  }

  /// May be empty.
  static String of(State state, Event event) {
    return switch (event) {
      case Event.LevelRaised _ -> "";
      case Event.ControllerKnown(var controller, _) -> controller;
      case Event.ControllerForgotten(var controller) -> controller;
      case Event.FabricConfigured _ -> "";
      case Event.StateRestored _ -> "";
      case Event.NodeJoined(var node, _) -> node.id().value();
      case Event.OfUpkeep upkeep -> of(upkeep);
      case Event.OfOs os -> of(state, os);
      case Event.NodeDrained(var node) -> node.value();
      case Event.NodeUndrained(var node) -> node.value();
      case Event.NodeFollowed(var node, _) -> node.value();
      case Event.BalancerFollowed(var balancer, _) -> balancer.value();
      case Event.PublicPortTaken(var port, _) -> port.toString();
      case Event.DoorOpened(var door, _) -> door.toString();
      case Event.InventoryCleared _ -> "";
      case Event.InventoryTaken _ -> "";
      case Event.DeviceFailed(var device, _, _) -> device;
      case Event.OperationStarted(var operation) -> of(operation);
      case Event.OperationEnded(var number, _, _, _) ->
          state.operations().get(number).map(Subjects::of).orElse("");
      case Event.DeploymentCreated(_, var service, var slot, _, _, _) -> service + "/" + slot;
      case Event.ConfigurationChanged(var deployment, _) -> of(state, deployment);
      case Event.ScaleDecided scaled -> of(state, scaled.deployment());
      case Event.WalkPaused(var deployment, _) -> of(state, deployment);
      case Event.UpgradeStarted(var deployment, _, _, _, _, _) -> of(state, deployment);
      case Event.RollbackStarted(var deployment) -> of(state, deployment);
      case Event.DomainAllowed(var deployment) -> of(state, deployment);
      case Event.DomainStarted(var deployment, _, _) -> of(state, deployment);
      case Event.WalkEnded(var deployment) -> of(state, deployment);
      case Event.SlotsSwapped(var service) -> service.value();
      case Event.DeploymentDeleting(var deployment) -> of(state, deployment);
      case Event.DeploymentDeleted(var deployment) -> of(state, deployment);
      case Event.InstancesPlaced(var deployment, _) -> of(state, deployment);
      case Event.PlacementFailed(var deployment, _) -> of(state, deployment);
      case Event.InstanceReported(var instance, _, _, _, _) -> of(state, instance);
      case Event.InstanceHeld(var instance, _, _) -> of(state, instance);
      case Event.InstanceRetargeted(var instance, _) -> of(state, instance);
      case Event.InstanceDraining(var instance, _, _, _, _, _) -> of(state, instance);
      case Event.InstanceStopOrdered(var instance) -> of(state, instance);
      case Event.InstanceStopped(var instance) -> of(state, instance);
      case Event.InstanceDropped(var instance) -> of(state, instance);
    };
  }

  private static String of(Event.OfUpkeep event) {
    return switch (event) {
      case Event.NodesSilent(var nodes, _) -> nodes.size() == 1 ? nodes.getFirst().value() : "";
      case Event.NodeHeard(var node) -> node.value();
      case Event.NodeLost(var node, _, _) -> node.value();
      case Event.NodesLost(var domain, _, _, _) -> "fd " + domain;
      case Event.NodeRemoved(var node, _) -> node.value();
      case Event.HealingPaused _, Event.HealingResumed _ -> "";
      case Event.NodeConditionChanged changed -> changed.node().value();
      case Event.NodeTestOrdered(var node, _, _) -> node.value();
      case Event.ContainerWithdrawn(var container, _, _) -> container;
      case Event.ContainerReturned(var container, _, _) -> container;
    };
  }

  private static String of(State state, Event.OfOs event) {
    return switch (event) {
      case Event.OsGoalSet _, Event.OsGoalPaused _, Event.OsGoalResumed _, Event.OsGoalDropped _ ->
          "";
      case Event.NodeOsReported(var node, _, _) -> node.value();
      case Event.NodeOsOrdered(var node, _, _) -> node.value();
      case Event.InstanceReleased(var instance) -> of(state, instance);
    };
  }

  private static String of(Operation operation) {
    var subject = operation.subject();
    return subject
        .service()
        .map(service -> service + subject.slot().map(Slot::toString).map("/"::concat).orElse(""))
        .or(() -> subject.node().map(Object::toString))
        .orElse("");
  }

  private static String of(State state, InstanceId instance) {
    return of(state, instance.deployment()) + "/" + instance.name();
  }

  private static String of(State state, DeploymentId deployment) {
    Optional<Deployment> found = state.deployments().get(deployment);
    return found.map(known -> of(state, known)).orElse(deployment.value());
  }
}
