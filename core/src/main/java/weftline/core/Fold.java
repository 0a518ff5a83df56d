package weftline.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.NodeId;
import weftline.model.RoleDefinition;

/// What each event does to the tables. Total: an event in the log has already been judged.
final class Fold {
  private final Draft draft;

  private Fold(Draft draft) {
    this.draft = draft;
  }

  static Fold from(State state) {
    return new Fold(Draft.from(state));
  }

  /// What it has come to; see [Draft#seen()].
  State seen() {
    return draft.seen();
  }

  /// What it has come to, for good.
  State state() {
    return draft.state();
  }

  /// One event more, without a state in between.
  Fold then(Event event) {
    if (event instanceof Event.FabricConfigured(var settings)) {
      return new Fold(Draft.from(configured(draft.state(), settings)));
    }
    if (event instanceof Event.StateRestored(_, _, var snapshot)) {
      return new Fold(Draft.from(Draft.restored(draft.state(), snapshot)));
    }
    apply(event);
    draft.settle();
    return this;
  }

  private void apply(Event event) {
    switch (event) {
      case Event.OfGroup group -> apply(group);
      case Event.OfFabric fabric -> apply(fabric);
      case Event.OfUpkeep upkeep -> new UpkeepFold(draft).apply(upkeep);
      case Event.OfOs os -> new OsFold(draft).apply(os);
      case Event.OfChange change -> apply(change);
      case Event.OfInstance instance -> apply(instance);
    }
  }

  private void apply(Event.OfGroup event) {
    Keepers keepers = draft.keepers();
    switch (event) {
      case Event.LevelRaised(var level) -> draft.put(keepers.withLevel(level));
      case Event.ControllerKnown(var name, var store) -> draft.put(keepers.with(name, store));
      case Event.ControllerForgotten(var name) -> draft.put(keepers.without(name));
    }
  }

  private void apply(Event.OfFabric event) {
    switch (event) {
      case Event.FabricConfigured _, Event.StateRestored _ -> {} // rebuild everything: see above
      case Event.NodeJoined joined -> joined(joined);
      case Event.NodeDrained(var id) -> change(id, node -> node.withDrained(true));
      case Event.NodeUndrained(var id) -> undrained(id);
      case Event.NodeFollowed(var id, var goal) -> change(id, node -> node.withFollowed(goal));
      case Event.BalancerFollowed(var balancer, var routing) -> draft.follow(balancer, routing);
      case Event.PublicPortTaken(var port, var owner) -> draft.take(port, owner);
      case Event.DoorOpened(var door, var port) -> draft.open(door, port);
      case Event.InventoryCleared _ -> draft.list(draft.listing().cleared());
      case Event.InventoryTaken taken ->
          draft.list(
              draft.listing().with(taken.devices(), taken.cables(), taken.locations()),
              taken.locations());
      case Event.DeviceFailed(var device, _, var at) -> worn(device, at);
    }
  }

  private void apply(Event.OfChange event) {
    switch (event) {
      case Event.OperationStarted(var operation) -> draft.put(operation);
      case Event.OperationEnded ended -> ended(ended);
      case Event.DeploymentCreated created -> created(created);
      case Event.ConfigurationChanged changed -> configured(changed);
      case Event.UpgradeStarted upgrade -> upgrade(upgrade);
      case Event.ScaleDecided(var id, var role, _, _, var at) ->
          draft.put(draft.upkeep().scaled(Scaling.key(id, role), at));
      case Event.WalkPaused(var id, var reason) -> walk(id, walk -> walk.paused(reason));
      case Event.RollbackStarted(var id) -> rollback(id);
      case Event.DomainAllowed(var id) -> walk(id, Walk::withOneMore);
      case Event.DomainStarted(var id, var domain, var at) ->
          walk(id, walk -> walk.begun(domain, at));
      case Event.WalkEnded(var id) -> walked(id);
      case Event.SlotsSwapped(var name) ->
          draft.service(name).ifPresent(service -> draft.put(service.swapped()));
      case Event.DeploymentDeleting(var id) -> draft.put(draft.deployment(id).beingDeleted());
      case Event.DeploymentDeleted(var id) -> draft.remove(draft.deployment(id));
    }
  }

  private void apply(Event.OfInstance event) {
    switch (event) {
      case Event.InstancesPlaced placed -> placed(placed);
      case Event.PlacementFailed(var id, var failure) -> unplaceable(id, failure);
      case Event.InstanceReported reported -> reported(reported);
      case Event.InstanceHeld(var id, var until, _) ->
          draft.change(id, instance -> instance.held(until));
      case Event.InstanceRetargeted(var id, var version) -> retargeted(id, version);
      case Event.InstanceDraining draining -> draining(draining);
      case Event.InstanceStopOrdered(var id) -> stopOrdered(id);
      case Event.InstanceStopped(var id) -> stopped(id);
      case Event.InstanceDropped(var id) -> draft.remove(draft.instance(id));
    }
  }

  /// Another choice of addresses closes every door, and forgets who held which port.
  private static State configured(State state, FabricSettings settings) {
    Snapshot old = state.snapshot();
    boolean sameAddresses = settings.addresses().equals(state.settings().addresses());
    Counters counters = sameAddresses ? old.counters() : old.counters().withNextRouting();
    return State.restore(
        new Snapshot(
            settings,
            counters.withMoreRoom(),
            old.nodes(),
            old.services(),
            old.deployments(),
            old.instances(),
            old.operations(),
            sameAddresses ? old.doors() : List.of(),
            sameAddresses ? old.takenPorts() : List.of(),
            old.balancers(),
            old.devices(),
            old.cables(),
            old.locations(),
            old.wear(),
            old.upkeep(),
            old.keepers()));
  }

  private void joined(Event.NodeJoined joined) {
    Node node =
        draft
            .node(joined.node().id())
            .map(known -> known.rejoined(joined.node()))
            .orElseGet(() -> Node.joined(joined.node()));
    draft.putEmpty(node.at(draft.listing().locations().get(node.id())));
    draft.noteGoal(node.id());
    draft.put(draft.counters().withMoreRoom());
    String name = node.id().value();
    joined
        .at()
        .filter(_ -> draft.listing().wear().get(name).isEmpty())
        .ifPresent(at -> draft.put(Wear.fresh(name, at)));
  }

  private void worn(String device, Instant at) {
    draft.put(draft.wear(device, at).lost(at));
  }

  private void undrained(NodeId id) {
    change(id, node -> node.withDrained(false));
    draft.put(draft.counters().withMoreRoom());
  }

  private void change(NodeId id, UnaryOperator<Node> change) {
    draft.node(id).ifPresent(node -> draft.put(change.apply(node)));
  }

  private void ended(Event.OperationEnded ended) {
    draft
        .operation(ended.number())
        .ifPresent(
            operation -> draft.put(operation.ended(ended.state(), ended.reason(), ended.at())));
  }

  private void created(Event.DeploymentCreated created) {
    Version first = new Version(1, created.label(), created.model());
    Deployment deployment =
        new Deployment(
            created.deployment(),
            created.service(),
            created.at(),
            List.of(first),
            targets(first),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            0,
            Optional.empty());
    draft.put(draft.counters().withNextDeployment());
    draft.put(deployment);
    draft.put(
        draft
            .service(created.service())
            .orElseGet(() -> Service.named(created.service()))
            .with(created.slot(), created.deployment()));
    complement(deployment);
  }

  private void configured(Event.ConfigurationChanged changed) {
    Deployment old = draft.deployment(changed.deployment());
    Deployment deployment = old.withConfiguration(changed.configuration()).withoutFailure();
    draft.put(deployment);
    draft.instancesOf(deployment.id()).stream()
        .filter(instance -> !settings(old, instance).equals(settings(deployment, instance)))
        .forEach(instance -> instance.node().ifPresent(draft::noteGoal));
    complement(deployment);
  }

  private static Map<String, String> settings(Deployment deployment, Instance instance) {
    return deployment.version(instance.version()).configuration(instance.id().role()).settings();
  }

  private void upgrade(Event.UpgradeStarted upgrade) {
    Deployment old = draft.deployment(upgrade.deployment()).withoutFailure();
    Version next = new Version(old.nextVersion(), upgrade.label(), upgrade.model());
    Map<String, Integer> targets = new TreeMap<>(targets(next));
    upgrade
        .role()
        .ifPresent(role -> {
          targets.putAll(old.targets());
          targets.put(role, next.number());
          targets.keySet().retainAll(old.targets().keySet());
        });
    Walk walk = Walk.forward(upgrade.mode(), upgrade.autoRollback());
    Deployment deployment =
        old.with(
            Stream.concat(old.versions().stream(), Stream.of(next)).toList(),
            targets,
            old.targets(),
            Optional.of(walk));
    draft.put(deployment);
    complement(deployment);
  }

  private void rollback(DeploymentId id) {
    Deployment old = draft.deployment(id).withoutFailure();
    Walk walk = Walk.back();
    Deployment deployment =
        old.with(old.versions(), old.previous(), old.targets(), Optional.of(walk));
    draft.put(deployment);
    complement(deployment);
  }

  private void walk(DeploymentId id, UnaryOperator<Walk> change) {
    Deployment deployment = draft.deployment(id);
    draft.put(deployment.withWalk(deployment.walk().map(change)));
  }

  /// Forgets the versions that nobody runs and nobody can go back to.
  private void walked(DeploymentId id) {
    Deployment deployment = draft.deployment(id);
    Set<Integer> used = new TreeSet<>(deployment.targets().values());
    used.addAll(deployment.previous().values());
    draft.instancesOf(id).forEach(instance -> used.add(instance.version()));
    List<Version> kept =
        deployment.versions().stream().filter(version -> used.contains(version.number())).toList();
    draft.put(deployment.with(kept, deployment.targets(), deployment.previous(), Optional.empty()));
  }

  private void placed(Event.InstancesPlaced placed) {
    Deployment deployment = draft.deployment(placed.deployment());
    draft.put(deployment.withoutFailure());
    for (Event.Placement placement : placed.placements()) {
      draft.change(placement.instance(), instance -> instance.placed(placement.residence()));
    }
  }

  private void reported(Event.InstanceReported reported) {
    draft.change(
        reported.instance(),
        was ->
            was.reported(reported.status(), reported.failures(), reported.detail(), reported.at()));
    Deployment deployment = draft.deployment(reported.instance().deployment());
    if (reported.status() == InstanceStatus.FAILED
        && deployment.walk().isPresent()
        && !deployment.isBehind(draft.instance(reported.instance()))) {
      walk(deployment.id(), Walk::crashed);
    }
  }

  private void unplaceable(DeploymentId id, PlacementFailure failure) {
    Deployment deployment = draft.deployment(id);
    draft.put(deployment.withFailure(Optional.of(failure)));
  }

  private void retargeted(InstanceId id, int version) {
    draft.put(draft.instance(id).retargeted(version));
    draft.put(draft.deployment(id.deployment()).withoutFailure());
  }

  private void draining(Event.InstanceDraining draining) {
    Instance instance = draft.instance(draining.instance());
    new UpkeepFold(draft).note(instance, draining);
    Deployment deployment = draft.deployment(instance.id().deployment());
    boolean routed = !Doors.backends(deployment, instance).isEmpty();
    draft.put(
        instance.draining(
            new Departure(
                draining.at(),
                routed ? Optional.of(draft.counters().routing().next()) : Optional.empty(),
                Optional.empty(),
                draining.afterwards(),
                draining.version(),
                draining.reason(),
                draining.towards())));
  }

  private void stopOrdered(InstanceId id) {
    Instance instance = draft.instance(id);
    if (instance.node().flatMap(draft::node).isPresent()) {
      draft.put(instance.stopping(draft.nextGoal()));
    }
  }

  private void stopped(InstanceId id) {
    Instance instance = draft.instance(id);
    boolean wantedAgain = draft.deployment(id.deployment()).wants(id);
    boolean gone =
        instance
            .departure()
            .filter(departure -> departure.afterwards() == Departure.Afterwards.REMOVE)
            .isPresent();
    if (gone && !wantedAgain) {
      draft.remove(instance);
      return;
    }
    draft.put(waitsForNode(instance) ? instance.parked() : instance.stopped());
  }

  private boolean waitsForNode(Instance instance) {
    return instance
            .departure()
            .filter(departure -> departure.afterwards() == Departure.Afterwards.STAY)
            .isPresent()
        && instance
            .node()
            .flatMap(draft::node)
            .filter(node -> node.condition() == Condition.UPDATING)
            .isPresent();
  }

  /// Adds the instances that should be there and are not.
  private void complement(Deployment deployment) {
    for (String role : deployment.targets().keySet()) {
      int version = deployment.target(role).number();
      int instances = deployment.instances(role);
      for (int i = 0; i < instances; i++) {
        InstanceId id = new InstanceId(deployment.id(), role, i);
        if (!draft.has(id)) {
          draft.put(Instance.wanted(id, version, deployment.attemptsBefore()));
        }
      }
    }
  }

  private static Map<String, Integer> targets(Version version) {
    Map<String, Integer> targets = new TreeMap<>();
    for (RoleDefinition role : version.model().definition().roles()) {
      targets.put(role.name(), version.number());
    }
    return targets;
  }
}
