package weftline.core;

import java.util.List;
import java.util.function.UnaryOperator;
import weftline.model.InstanceId;
import weftline.model.NodeId;

/// What the events of operating systems do to the tables; all other events are in [Fold].
final class OsFold {
  private final Draft draft;

  OsFold(Draft draft) {
    this.draft = draft;
  }

  void apply(Event.OfOs event) {
    switch (event) {
      case Event.OsGoalSet(var goal) -> draft.put(draft.upkeep().with(goal));
      case Event.OsGoalPaused(var reason) -> goal(goal -> goal.pausedFor(reason));
      case Event.OsGoalResumed _ -> goal(OsGoal::resumed);
      case Event.OsGoalDropped _ -> draft.put(draft.upkeep().withoutOs());
      case Event.NodeOsReported(var id, var version, var changeable) ->
          os(id, os -> os.running(version, changeable));
      case Event.NodeOsOrdered(var id, var order, var at) -> {
        os(id, os -> os.ordered(order, at));
        draft.noteGoal(id);
      }
      case Event.InstanceReleased(var id) -> release(id);
    }
  }

  /// A machine is trusted more or less than before, and perhaps it was waited for.
  void changed(Node before, Event.NodeConditionChanged changed) {
    if (changed.condition() == Condition.UPDATING) {
      draft.put(
          draft
              .upkeep()
              .withAct(before.faultDomain(), changed.at(), draft.settings().healingRules()));
      goal(OsGoal::withBegun);
    } else if (before.condition() == Condition.UPDATING) {
      ended(before, changed);
    }
  }

  private void ended(Node before, Event.NodeConditionChanged changed) {
    NodeId id = changed.node();
    if (changed.condition() == Condition.FAULTY) {
      goal(OsGoal::withFailed);
    } else if (before.system().isDone()) {
      goal(goal -> goal.withReturned(id, goal.returned().stream().filter(this::rests).toList()));
    }
    if (before.system().order().isPresent()) {
      os(id, NodeOs::free);
      draft.noteGoal(id);
    }
    draft.residents(id).forEach(this::release);
  }

  private boolean rests(NodeId node) {
    List<InstanceId> residents = draft.residents(node);
    return draft.node(node).filter(Node::isReady).isEmpty()
        || residents.stream().allMatch(id -> draft.instance(id).isReady());
  }

  private void release(InstanceId id) {
    Instance instance = draft.instance(id);
    if (instance.life() == Life.PARKED) {
      draft.put(instance.stopped());
    }
  }

  private void goal(UnaryOperator<OsGoal> change) {
    draft.upkeep().os().ifPresent(goal -> draft.put(draft.upkeep().with(change.apply(goal))));
  }

  private void os(NodeId id, UnaryOperator<NodeOs> change) {
    draft.node(id).ifPresent(node -> draft.put(node.withOs(change.apply(node.system()))));
  }
}
