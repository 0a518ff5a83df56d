package weftline.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import weftline.core.Node.Presence;
import weftline.model.InstanceId;
import weftline.model.NodeId;

/// What each event of the machines' upkeep does to the tables; all other events are in [Fold].
final class UpkeepFold {
  private final Draft draft;

  UpkeepFold(Draft draft) {
    this.draft = draft;
  }

  void apply(Event.OfUpkeep event) {
    switch (event) {
      case Event.NodesSilent(var nodes, _) ->
          nodes.forEach(id -> change(id, node -> node.withPresence(Presence.SILENT)));
      case Event.NodeHeard(var id) -> heard(id);
      case Event.NodeLost(var id, _, var at) -> {
        at.ifPresent(when -> {
          note(List.of(id), when);
          draft.put(draft.wear(id.value(), when).lost(when));
        });
        lost(id, at);
      }
      case Event.NodesLost(_, var nodes, _, var at) -> {
        note(nodes, at);
        nodes.forEach(id -> lost(id, Optional.of(at)));
      }
      case Event.NodeRemoved(var id, _) -> draft.node(id).ifPresent(draft::remove);
      case Event.HealingPaused(var reason, var at) ->
          draft.put(draft.upkeep().paused(new Standstill(at, reason)));
      case Event.HealingResumed(_, var patientUntil, _) ->
          draft.put(draft.upkeep().resumed(patientUntil));
      case Event.NodeConditionChanged changed -> changed(changed);
      case Event.NodeTestOrdered(var id, var number, _) -> {
        change(id, node -> node.withFitness(node.fit().asked(number)));
        draft.noteGoal(id);
      }
      case Event.ContainerWithdrawn(var container, var reason, var at) ->
          withdrawn(new Withdrawal(container, at, reason, false, 0));
      case Event.ContainerReturned(var container, var faulty, var at) ->
          draft.put(draft.upkeep().with(new Withdrawal(container, at, "", true, faulty)));
    }
  }

  private void heard(NodeId id) {
    change(id, node -> node.withPresence(Presence.UP));
    draft.put(draft.counters().withMoreRoom());
  }

  private void withdrawn(Withdrawal withdrawal) {
    draft.put(draft.upkeep().with(withdrawal));
    for (NodeId id : draft.census().in(withdrawal.container()).nodes().toList()) {
      draft.node(id).ifPresent(node -> withdraw(node, withdrawal));
    }
  }

  private void withdraw(Node node, Withdrawal withdrawal) {
    String reason = "container %s is out".formatted(withdrawal.container());
    node.condition()
        .after(Condition.Cause.WITHDRAWN)
        .ifPresent(next ->
            changed(
                new Event.NodeConditionChanged(
                    node.id(), next, reason, Optional.empty(), withdrawal.since())));
  }

  private void changed(Event.NodeConditionChanged changed) {
    Optional<Node> before = draft.node(changed.node());
    if (draft.node(changed.node()).filter(node -> node.fit().isTesting()).isPresent()) {
      draft.noteGoal(changed.node());
    }
    change(
        changed.node(),
        node ->
            node.withFitness(
                node.fit()
                    .become(changed.condition(), changed.at(), changed.reason(), changed.until())));
    before.ifPresent(node -> new OsFold(draft).changed(node, changed));
    if (changed.condition() == Condition.READY) {
      draft.put(draft.counters().withMoreRoom());
    }
  }

  /// One loss, of one node or of many, is one destructive act.
  private void note(List<NodeId> nodes, Instant at) {
    Healing rules = draft.settings().healingRules();
    draft.put(draft.upkeep().withLosses(nodes.size(), at, rules));
    nodes.stream()
        .findFirst()
        .flatMap(draft::node)
        .ifPresent(node -> draft.put(draft.upkeep().withAct(node.faultDomain(), at, rules)));
  }

  /// Moving what fails is destructive too: it loses what was there.
  void note(Instance instance, Event.InstanceDraining draining) {
    if (draining.towards().isPresent()) {
      draft.put(draft.upkeep().with(tidied(draining)));
    }
    if (instance.life() == Life.FAILED && draining.afterwards() == Departure.Afterwards.MOVE) {
      instance
          .residence()
          .ifPresent(home ->
              draft.put(
                  draft
                      .upkeep()
                      .withAct(
                          home.faultDomain(), draining.at(), draft.settings().healingRules())));
    }
  }

  private Tidied tidied(Event.InstanceDraining draining) {
    Tidied before = draft.upkeep().tidied();
    List<InstanceId> arrived =
        before.underWay().stream()
            .filter(id -> !draft.has(id) || draft.instance(id).isReady())
            .toList();
    return before.with(draining.instance(), arrived, draining.at());
  }

  private void lost(NodeId id, Optional<Instant> at) {
    change(id, node -> node.lost(at));
    for (InstanceId resident : draft.residents(id)) {
      Instance instance = draft.instance(resident);
      boolean wanted = draft.deployment(resident.deployment()).wants(resident);
      if (wanted) {
        draft.put(instance.evicted());
      } else {
        draft.remove(instance);
      }
    }
  }

  private void change(NodeId id, UnaryOperator<Node> change) {
    draft.node(id).ifPresent(node -> draft.put(change.apply(node)));
  }
}
