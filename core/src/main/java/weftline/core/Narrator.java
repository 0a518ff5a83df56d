package weftline.core;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import weftline.core.Departure.Afterwards;
import weftline.core.Event.Placement;
import weftline.core.Operation.Kind;
import weftline.core.Operation.Progress;

/// Tells people what an event means, in one sentence.
public final class Narrator {
  private static final int NAMES_MAX = 10;

  private Narrator() {}

  public static String describe(Event event) {
    return switch (event) {
      case Event.OfGroup group -> describe(group);
      case Event.OfFabric fabric -> describe(fabric);
      case Event.OfUpkeep upkeep -> UpkeepNarrator.describe(upkeep);
      case Event.OfOs os -> OsNarrator.describe(os);
      case Event.OfChange change -> describe(change);
      case Event.OfInstance instance -> describe(instance);
    };
  }

  /// What an operation does, in one word.
  static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static String word(Condition condition) {
    return condition.name().toLowerCase(Locale.ROOT);
  }

  private static String describe(Event.OfGroup event) {
    return switch (event) {
      case Event.LevelRaised(var level) ->
          "the fabric is at level %d: all controllers can read it".formatted(level);
      case Event.ControllerKnown(var name, var store) ->
          "controller %s keeps the ledger on disk %s".formatted(name, store);
      case Event.ControllerForgotten(var name) -> "controller %s has left".formatted(name);
    };
  }

  private static String describe(Event.OfFabric event) {
    return switch (event) {
      case Event.FabricConfigured _ -> "the settings of the fabric changed";
      case Event.StateRestored(var by, var last, _) ->
          "%s took the fabric back to how it was after event %d".formatted(by, last);
      case Event.NodeJoined(var node, _) ->
          "node %s joined, in fault domain %d".formatted(node.id(), node.faultDomain());
      case Event.NodeDrained(var node) ->
          "node %s is drained: what runs there moves away".formatted(node);
      case Event.NodeUndrained(var node) -> "node %s takes instances again".formatted(node);
      case Event.NodeFollowed(var node, var goal) ->
          "node %s has taken in goal %s".formatted(node, goal);
      case Event.BalancerFollowed(var balancer, var routing) ->
          "balancer %s follows routing table %s".formatted(balancer, routing);
      case Event.PublicPortTaken(var port, var owner) ->
          "public port %s is held by %s".formatted(port, owner.isEmpty() ? "somebody" : owner);
      case Event.DoorOpened(var door, var port) -> "%s is reached at %s".formatted(door, port);
      case Event.InventoryCleared(var by) -> "%s imports another inventory".formatted(by);
      case Event.InventoryTaken(var devices, var cables, var locations) ->
          "the inventory lists %d devices and %d cables; %d nodes have their place"
              .formatted(devices.size(), cables.size(), locations.size());
      case Event.DeviceFailed(var device, var reason, _) ->
          "%s may have failed: %s".formatted(device, reason);
    };
  }

  private static String describe(Event.OfChange event) {
    return switch (event) {
      case Event.OperationStarted(var operation) ->
          "%s: %s by %s".formatted(operation.id(), subject(operation), operation.by());
      case Event.OperationEnded(var number, var state, var reason, _) ->
          "op-%d %s%s".formatted(number, word(state), because(reason));
      case Event.DeploymentCreated created ->
          "%s of %s holds the new deployment %s%s"
              .formatted(
                  created.slot(),
                  created.service(),
                  created.deployment(),
                  labelled(created.label()));
      case Event.ConfigurationChanged(var deployment, _) ->
          "%s has a new configuration".formatted(deployment);
      case Event.UpgradeStarted upgrade ->
          "%s begins its upgrade%s%s, %s"
              .formatted(
                  upgrade.deployment(),
                  labelled(upgrade.label()),
                  upgrade.role().map(role -> ", role " + role + " alone").orElse(""),
                  upgrade.mode() == UpgradeMode.AUTO
                      ? "domain by domain"
                      : "waiting for a word before each domain");
      case Event.ScaleDecided(var deployment, var role, var instances, var reason, _) ->
          "%s should have %d instances of %s: %s".formatted(deployment, instances, role, reason);
      case Event.WalkPaused(var deployment, var reason) ->
          "the walk of %s is paused: %s".formatted(deployment, reason);
      case Event.RollbackStarted(var deployment) ->
          "%s goes back to what it ran before".formatted(deployment);
      case Event.DomainAllowed(var deployment) ->
          "%s may begin its next update domain".formatted(deployment);
      case Event.DomainStarted(var deployment, var domain, _) ->
          "%s begins update domain %d".formatted(deployment, domain);
      case Event.WalkEnded(var deployment) ->
          "%s runs what it should, in all update domains".formatted(deployment);
      case Event.SlotsSwapped(var service) ->
          "production and staging of %s changed places".formatted(service);
      case Event.DeploymentDeleting(var deployment) -> "%s is being deleted".formatted(deployment);
      case Event.DeploymentDeleted(var deployment) -> "%s is gone".formatted(deployment);
    };
  }

  private static String describe(Event.OfInstance event) {
    return switch (event) {
      case Event.InstancesPlaced(var deployment, var placements) ->
          "%s: %s".formatted(deployment, placed(placements));
      case Event.PlacementFailed(var deployment, var failure) ->
          "%s cannot be placed: %s".formatted(deployment, failure.reason());
      case Event.InstanceReported reported ->
          "%s is %s%s%s"
              .formatted(
                  reported.instance(),
                  reported.status().name().toLowerCase(Locale.ROOT),
                  reported.failures() == 0 ? "" : ", failures: " + reported.failures(),
                  because(reported.detail()));
      case Event.InstanceHeld(var instance, var until, var reason) ->
          "%s is in a crash loop and stays where it is until %s: %s"
              .formatted(instance, until, reason);
      case Event.InstanceRetargeted(var instance, var version) ->
          "%s will start with version %d".formatted(instance, version);
      case Event.InstanceDraining draining ->
          draining.towards().isPresent()
              ? "%s moves %s".formatted(draining.instance(), draining.reason())
              : "%s gets no new traffic, to %s: %s"
                  .formatted(draining.instance(), word(draining.afterwards()), draining.reason());
      case Event.InstanceStopOrdered(var instance) -> "%s is told to stop".formatted(instance);
      case Event.InstanceStopped(var instance) -> "%s has stopped".formatted(instance);
      case Event.InstanceDropped(var instance) -> "%s is not wanted any more".formatted(instance);
    };
  }

  private static String subject(Operation operation) {
    Operation.Subject subject = operation.subject();
    String what =
        subject
            .node()
            .map(Object::toString)
            .or(() ->
                subject
                    .service()
                    .map(service ->
                        subject.slot().map(slot -> service + "/" + slot).orElse("" + service)))
            .orElse("");
    return word(operation.kind()) + " " + what;
  }

  private static String placed(List<Placement> placements) {
    String names =
        placements.stream()
            .limit(NAMES_MAX)
            .map(placed -> placed.instance().name() + " on " + placed.residence().node())
            .collect(Collectors.joining(", "));
    int more = placements.size() - NAMES_MAX;
    return more > 0 ? names + ", and " + more + " more" : names;
  }

  private static String word(Progress state) {
    return switch (state) {
      case RUNNING -> "is running";
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case ROLLED_BACK -> "was rolled back";
    };
  }

  private static String word(Afterwards afterwards) {
    return switch (afterwards) {
      case RESTART -> "start again";
      case MOVE -> "move elsewhere";
      case REMOVE -> "be removed";
      case STAY -> "wait for its node";
    };
  }

  private static String because(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private static String labelled(String label) {
    return label.isEmpty() ? "" : " (" + label + ")";
  }
}
