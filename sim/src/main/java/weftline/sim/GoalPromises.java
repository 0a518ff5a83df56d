package weftline.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weftline.core.Event;
import weftline.core.Goals;
import weftline.core.State;
import weftline.model.Generation;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.RoutingTable;

/// Goals and their generations move together: nobody works on an old goal, and nobody is woken for
/// nothing.
final class GoalPromises implements Promise {
  private final Map<NodeId, NodeGoal> goals = new HashMap<>();
  private RoutingTable routes = RoutingTable.EMPTY;

  @Override
  public void hold(State before, Event event, State after) {
    if (isOfOperations(event)) {
      return;
    }
    for (NodeId node : after.nodes().keys()) {
      nodeGoalMoves(after, node, event instanceof Event.NodeJoined);
    }
    routesMove(after);
  }

  /// These are so many, and goals are made of other tables.
  private static boolean isOfOperations(Event event) {
    return event instanceof Event.OperationStarted
        || event instanceof Event.OperationEnded
        || event instanceof Event.BalancerFollowed
        || event instanceof Event.NodeFollowed;
  }

  private void nodeGoalMoves(State state, NodeId node, boolean joined) {
    NodeGoal now = Goals.nodeGoal(state, node);
    NodeGoal old = goals.getOrDefault(node, new NodeGoal(node, Generation.ZERO, List.of()));
    goals.put(node, now);
    boolean moved = now.generation().isAfter(old.generation());
    BrokenPromiseException.unless(
        moved || now.generation().equals(old.generation()),
        () -> "the generation of %s went back".formatted(node));
    BrokenPromiseException.unless(
        joined || moved != wantsTheSame(old, now),
        () -> "the goal of %s and its generation do not move together".formatted(node));
  }

  private static boolean wantsTheSame(NodeGoal one, NodeGoal other) {
    return one.instances().equals(other.instances())
        && one.test().equals(other.test())
        && one.os().equals(other.os());
  }

  private void routesMove(State state) {
    RoutingTable old = routes;
    routes = Goals.routingTable(state);
    BrokenPromiseException.unless(
        old.routes().equals(routes.routes()) || routes.generation().isAfter(old.generation()),
        () -> "the routes have changed and their generation has not");
  }
}
