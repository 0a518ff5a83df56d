package weftline.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weftline.model.BalancerReport;
import weftline.model.DeploymentId;
import weftline.model.Inventory;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.ScaleRule.Metric;
import weftline.model.ServiceConfiguration;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// What somebody wants, or what somebody has seen. Carries the time, for the core has no clock.
public sealed interface Command {
  Instant at();

  /// A change that a person or a program asks for; its outcome is an operation.
  sealed interface Change extends Command {
    /// Who asks, as authentication has found out.
    String by();
  }

  /// Puts a new deployment into an empty slot.
  ///
  /// @param label free text that people call this version by
  record Deploy(
      Instant at, String by, ServiceName service, Slot slot, String label, ServiceModel model)
      implements Change {}

  /// New setting values and instance counts, without new code.
  record Configure(
      Instant at, String by, ServiceName service, Slot slot, ServiceConfiguration configuration)
      implements Change {}

  /// Changes code, and whatever else the classic rules allow in place, domain by domain.
  ///
  /// @param role the only role to upgrade; empty means all
  /// @param autoRollback goes back by itself if the new version crashes too often
  /// @param force allows what loses local storage: another VM size, roles added or taken away
  record Upgrade(
      Instant at,
      String by,
      ServiceName service,
      Slot slot,
      String label,
      ServiceModel model,
      UpgradeMode mode,
      Optional<String> role,
      boolean force,
      boolean autoRollback)
      implements Change {
    public Upgrade(
        Instant at,
        String by,
        ServiceName service,
        Slot slot,
        String label,
        ServiceModel model,
        UpgradeMode mode,
        Optional<String> role,
        boolean force) {
      this(at, by, service, slot, label, model, mode, role, force, false);
    }
  }

  /// Lets a manual upgrade do its next update domain.
  record Walk(Instant at, String by, ServiceName service, Slot slot) implements Change {}

  /// Goes back to what ran before the upgrade that is under way, or before the last one.
  record Rollback(Instant at, String by, ServiceName service, Slot slot) implements Change {}

  record Swap(Instant at, String by, ServiceName service) implements Change {}

  /// Asks for another number of instances of a role.
  ///
  /// @param force takes more than there is room for; they wait for it
  record Scale(
      Instant at,
      String by,
      ServiceName service,
      Slot slot,
      String role,
      int instances,
      boolean force)
      implements Change {
    public Scale(
        Instant at, String by, ServiceName service, Slot slot, String role, int instances) {
      this(at, by, service, slot, role, instances, false);
    }
  }

  record Delete(Instant at, String by, ServiceName service, Slot slot) implements Change {}

  /// Moves everything off a node and puts nothing on it until [UndrainNode].
  record DrainNode(Instant at, String by, NodeId node) implements Change {}

  record UndrainNode(Instant at, String by, NodeId node) implements Change {}

  /// Takes a lost node off the list.
  record RemoveNode(Instant at, String by, NodeId node) implements Change {}

  /// Replaces the inventory of devices and cables by another.
  record ImportInventory(Instant at, String by, Inventory inventory) implements Change {}

  /// Gives up everything that is silent, however much it is.
  record AcceptLoss(Instant at, String by) implements Change {}

  /// Says what somebody knows of a machine.
  record JudgeNode(Instant at, String by, NodeId node, Ruling ruling) implements Change {}

  /// Empties a container and tests its machines.
  record WithdrawContainer(Instant at, String by, String container) implements Change {}

  /// Wants an operating system on the machines.
  record SetOsGoal(Instant at, String by, String version, OsGoal.Scope scope, OsGoal.Rules rules)
      implements Change {}

  /// Says how it should go on with the operating systems.
  record RuleOs(Instant at, String by, OsRuling ruling) implements Change {}

  /// What can be said of the operating system that is wanted.
  enum OsRuling {
    PAUSE,
    RESUME,
    /// It is not wanted any more.
    CANCEL
  }

  /// What somebody can know of a machine.
  enum Ruling {
    /// It is broken.
    FAULTY,
    /// It was broken and is mended.
    REPAIRED,
    /// It can be trusted, test or no test.
    RELEASED
  }

  /// The operator's choice of settings, at the start of the controller.
  record ConfigureFabric(Instant at, FabricSettings settings) implements Command {}

  /// Back to how everything was after an earlier event.
  record RestoreState(Instant at, String by, long event, Snapshot state) implements Command {}

  record JoinNode(Instant at, NodeDescription node) implements Command {}

  record ReportNode(Instant at, NodeReport report) implements Command {}

  /// Nodes have been silent for longer than the grace; all that are at once.
  record LoseNodes(Instant at, List<NodeId> nodes) implements Command {
    public LoseNodes {
      nodes = List.copyOf(nodes);
    }
  }

  /// What agents have measured of some roles or heard from them, or storage has said of queues, as
  /// far as it matters for scale rules.
  record ReportLoads(Instant at, List<RoleLoad> loads) implements Command {
    public ReportLoads {
      loads = List.copyOf(loads);
    }
  }

  /// The mean over the instances of one role, or what falls to each.
  ///
  /// @param metric what was measured
  record RoleLoad(DeploymentId deployment, String role, Metric metric, int mean) {}

  /// It may be a quiet time, and these gaps were seen.
  record Tidy(Instant at, Gaps gaps) implements Command {}

  /// These machines may be the next to get the operating system that is wanted.
  record UpdateNodes(Instant at, List<NodeId> nodes) implements Command {
    public UpdateNodes {
      nodes = List.copyOf(nodes);
    }
  }

  record ReportBalancer(Instant at, BalancerReport report) implements Command {}

  /// What the primary hears of the controllers, itself included.
  ///
  /// @param level what all of them can read
  record ReportKeepers(Instant at, int level, List<Keepers.Keeper> members) implements Command {
    public ReportKeepers {
      members = List.copyOf(members);
    }
  }

  /// Time has passed; nothing else has happened.
  record Tick(Instant at) implements Command {}
}
