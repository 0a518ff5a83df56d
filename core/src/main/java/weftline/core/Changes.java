package weftline.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.core.Operation.Kind;
import weftline.core.Operation.Progress;
import weftline.core.Operation.Subject;
import weftline.model.DeploymentId;
import weftline.model.NodeId;
import weftline.model.ServiceConfiguration;
import weftline.model.ServiceConfiguration.RoleConfiguration;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Judges the changes that people ask for. Each accepted one is an operation.
final class Changes {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final State state;
  private final Command.Change change;

  private Changes(State state, Command.Change change) {
    this.state = state;
    this.change = change;
  }

  static Decision of(State state, Command.Change change) {
    return new Changes(state, change).decide();
  }

  private Decision decide() {
    return switch (change) {
      case Command.Deploy deploy -> deploy(deploy);
      case Command.Configure configure ->
          on(configure.service(), configure.slot(), deployment -> configure(configure, deployment));
      case Command.Upgrade upgrade ->
          on(upgrade.service(), upgrade.slot(), deployment -> upgrade(upgrade, deployment));
      case Command.Walk walk ->
          on(walk.service(), walk.slot(), deployment -> walk(walk, deployment));
      case Command.Rollback rollback ->
          on(rollback.service(), rollback.slot(), deployment -> rollback(rollback, deployment));
      case Command.Swap swap -> swap(swap);
      case Command.Scale scale ->
          on(scale.service(), scale.slot(), deployment -> scale(scale, deployment));
      case Command.Delete delete ->
          on(delete.service(), delete.slot(), deployment -> delete(delete, deployment));
      case Command.DrainNode drain -> drain(drain.node());
      case Command.UndrainNode undrain -> undrain(undrain.node());
      case Command.RemoveNode remove -> Removal.of(state, remove);
      case Command.ImportInventory inventory -> Imports.of(state, inventory);
      case Command.AcceptLoss accept -> Silence.of(state, accept);
      case Command.JudgeNode judge -> Conditions.of(state, judge);
      case Command.WithdrawContainer withdraw -> Conditions.of(state, withdraw);
      case Command.SetOsGoal wish -> OsChanges.of(state, wish);
      case Command.RuleOs rule -> OsChanges.of(state, rule);
    };
  }

  private Decision deploy(Command.Deploy deploy) {
    Optional<Problem> problem = Rules.ofModel(deploy.service(), deploy.model());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    Optional<Deployment> there = state.deployment(deploy.service(), deploy.slot());
    if (there.isPresent()) {
      return Decision.refuse(
          new Problem.Conflict(
              "the %s slot of %s holds %s"
                  .formatted(deploy.slot(), deploy.service(), there.get().id()),
              "upgrade it, delete it first, or deploy to the other slot and swap"));
    }
    DeploymentId id =
        new DeploymentId(deploy.service() + "-" + (state.counters().deployments() + 1));
    return Decision.accept(
        start(Kind.DEPLOY, Subject.of(deploy.service(), deploy.slot(), id)),
        new Event.DeploymentCreated(
            id, deploy.service(), deploy.slot(), deploy.label(), deploy.model(), deploy.at()));
  }

  private Decision configure(Command.Configure configure, Deployment deployment) {
    Optional<Problem> problem =
        Rules.ofConfiguration(deployment.model(), configure.configuration());
    return problem
        .map(Decision::refuse)
        .orElseGet(() ->
            overtake(
                Overtaking.OF_CONFIGURATION,
                deployment,
                start(Kind.CONFIGURE, subject(configure.slot(), deployment)),
                new Event.ConfigurationChanged(deployment.id(), configure.configuration())));
  }

  private Decision scale(Command.Scale scale, Deployment deployment) {
    if (!deployment.targets().containsKey(scale.role())) {
      return Decision.refuse(
          new Problem.NotFound(
              "%s has no role %s".formatted(deployment.id(), scale.role()),
              "its roles are " + String.join(", ", deployment.targets().keySet())));
    }
    ServiceConfiguration old = deployment.model().configuration();
    List<RoleConfiguration> roles =
        old.roles().stream()
            .map(role ->
                role.name().equals(scale.role())
                    ? new RoleConfiguration(
                        role.name(), scale.instances(), role.settings(), role.certificates())
                    : role)
            .toList();
    ServiceConfiguration configuration =
        new ServiceConfiguration(old.serviceName(), old.osFamily(), old.osVersion(), roles);
    Event.ConfigurationChanged changed =
        new Event.ConfigurationChanged(deployment.id(), configuration);
    return Rules.ofConfiguration(deployment.model(), configuration)
        .or(() -> scale.force() ? Optional.empty() : Growth.obstacle(state, scale, changed))
        .map(Decision::refuse)
        .orElseGet(() ->
            overtake(
                Overtaking.OF_CONFIGURATION,
                deployment,
                start(Kind.SCALE, subject(scale.slot(), deployment)),
                changed));
  }

  private Decision upgrade(Command.Upgrade upgrade, Deployment deployment) {
    Optional<Problem> problem =
        Rules.ofModel(upgrade.service(), upgrade.model())
            .or(() -> Rules.ofUpgrade(deployment.model(), upgrade));
    return problem
        .map(Decision::refuse)
        .orElseGet(() ->
            overtake(
                Overtaking.OF_UPGRADE,
                deployment,
                start(Kind.UPGRADE, subject(upgrade.slot(), deployment)),
                new Event.UpgradeStarted(
                    deployment.id(),
                    upgrade.label(),
                    upgrade.model(),
                    upgrade.mode(),
                    upgrade.role(),
                    upgrade.autoRollback())));
  }

  private Decision walk(Command.Walk walk, Deployment deployment) {
    return deployment.walk().filter(Walk::takesWords).isPresent()
        ? Decision.accept(
            start(Kind.WALK, subject(walk.slot(), deployment)),
            new Event.DomainAllowed(deployment.id()))
        : Decision.refuse(
            new Problem.Conflict(
                "no manual or paused upgrade of %s is under way".formatted(deployment.id()),
                "begin one with an upgrade in manual mode"));
  }

  private Decision rollback(Command.Rollback rollback, Deployment deployment) {
    if (deployment.previous().isEmpty()) {
      return Decision.refuse(
          new Problem.Conflict(
              deployment.id() + " has never been upgraded, there is nothing to go back to",
              "upgrade it to a version that gets ready, or delete the deployment"));
    }
    return overtake(
        Overtaking.OF_ROLLBACK,
        deployment,
        start(Kind.ROLLBACK, subject(rollback.slot(), deployment)),
        new Event.RollbackStarted(deployment.id()));
  }

  private Decision swap(Command.Swap swap) {
    Optional<Deployment> staging = state.deployment(swap.service(), Slot.STAGING);
    Optional<Deployment> production = state.deployment(swap.service(), Slot.PRODUCTION);
    if (staging.isEmpty()) {
      return Decision.refuse(
          new Problem.Conflict(
              "the staging slot of %s is empty".formatted(swap.service()),
              "deploy to staging first"));
    }
    Optional<Operation> running =
        Stream.concat(staging.stream(), production.stream()).flatMap(this::running).findFirst();
    if (running.isPresent()) {
      return busy(running.get());
    }
    return production
        .flatMap(old -> Rules.ofSwap(old.model(), staging.get().model()))
        .map(Decision::refuse)
        .orElseGet(() ->
            Decision.accept(
                start(Kind.SWAP, Subject.of(swap.service())),
                new Event.SlotsSwapped(swap.service())));
  }

  private Decision delete(Command.Delete delete, Deployment deployment) {
    Optional<Operation> deleting =
        running(deployment).filter(one -> one.kind() == Kind.DELETE).findFirst();
    if (deleting.isPresent()) {
      return busy(deleting.get());
    }
    List<Event> events = new ArrayList<>();
    running(deployment)
        .forEach(one ->
            events.add(
                new Event.OperationEnded(
                    one.number(),
                    Progress.FAILED,
                    "the deployment is deleted by " + delete.by(),
                    delete.at())));
    events.add(start(Kind.DELETE, subject(delete.slot(), deployment)));
    events.add(new Event.DeploymentDeleting(deployment.id()));
    return new Decision.Accepted(events);
  }

  private Decision drain(NodeId id) {
    Optional<Node> node = state.nodes().get(id);
    if (node.isEmpty()) {
      return Decision.refuse(noNode(id));
    }
    return node.get().drained()
        ? Decision.refuse(
            new Problem.Conflict("node " + id + " is drained already", "undrain it to use it"))
        : Decision.accept(start(Kind.DRAIN, Subject.of(id)), new Event.NodeDrained(id));
  }

  private Decision undrain(NodeId id) {
    Optional<Node> node = state.nodes().get(id);
    if (node.isEmpty()) {
      return Decision.refuse(noNode(id));
    }
    if (!node.get().drained()) {
      return Decision.refuse(
          new Problem.Conflict("node " + id + " is not drained", "there is nothing to undo"));
    }
    List<Event> events = new ArrayList<>();
    state.runningOperations().stream()
        .filter(one -> one.subject().node().filter(id::equals).isPresent())
        .forEach(one ->
            events.add(
                new Event.OperationEnded(
                    one.number(),
                    Progress.FAILED,
                    "the node is undrained by " + change.by(),
                    change.at())));
    events.add(start(Kind.UNDRAIN, Subject.of(id)));
    events.add(new Event.NodeUndrained(id));
    return new Decision.Accepted(events);
  }

  /// What is decided once the deployment is found.
  private interface Judgement {
    Decision on(Deployment deployment);
  }

  private Decision on(ServiceName service, Slot slot, Judgement judgement) {
    return state
        .deployment(service, slot)
        .map(judgement::on)
        .orElseGet(() ->
            Decision.refuse(
                new Problem.NotFound(
                    "the %s slot of %s is empty".formatted(slot, service),
                    "deploy the service first, or name the other slot")));
  }

  /// Starts the change unless another one must end first; ends those that it makes pointless.
  private Decision overtake(
      Overtaking rule, Deployment deployment, Event.OperationStarted started, Event begun) {
    List<Operation> running = running(deployment).toList();
    Optional<Operation> first =
        running.stream().filter(one -> rule.mustWaitFor(one.kind())).findFirst();
    if (first.isPresent()) {
      return busy(first.get());
    }
    List<Event> events = new ArrayList<>();
    running.stream()
        .filter(one -> rule.ends().contains(one.kind()))
        .forEach(one -> events.add(overtaken(one, started.operation())));
    events.add(started);
    events.add(begun);
    return new Decision.Accepted(events);
  }

  private static Event overtaken(Operation old, Operation by) {
    boolean undone =
        by.kind() == Kind.ROLLBACK && (old.kind() == Kind.UPGRADE || old.kind() == Kind.WALK);
    return undone
        ? new Event.OperationEnded(
            old.number(), Progress.ROLLED_BACK, "rolled back by " + by.by(), by.startedAt())
        : new Event.OperationEnded(
            old.number(),
            Progress.FAILED,
            "overtaken by %s (%s by %s)".formatted(by.id(), Narrator.word(by.kind()), by.by()),
            by.startedAt());
  }

  private Stream<Operation> running(Deployment deployment) {
    return state.runningOperations().stream()
        .filter(operation ->
            operation.subject().deployment().filter(deployment.id()::equals).isPresent());
  }

  private Decision busy(Operation operation) {
    return Decision.refuse(
        new Problem.Busy(
            "%s (%s by %s) is still running: %s"
                .formatted(
                    operation.id(),
                    Narrator.word(operation.kind()),
                    operation.by(),
                    Explain.waitsFor(state, operation)),
            Overtaking.wayOut(operation.kind()),
            RETRY_AFTER));
  }

  private Event.OperationStarted start(Kind kind, Subject subject) {
    return new Event.OperationStarted(
        new Operation(
            state.counters().operations() + 1,
            kind,
            subject,
            change.by(),
            change.at(),
            Progress.RUNNING,
            "",
            Optional.empty()));
  }

  private static Subject subject(Slot slot, Deployment deployment) {
    return Subject.of(deployment.service(), slot, deployment.id());
  }

  private static Problem noNode(NodeId id) {
    return new Problem.NotFound("there is no node " + id, "list the nodes to see their names");
  }
}
