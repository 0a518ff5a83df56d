package weftline.core;

/// Tells people what happens to the operating systems; all other events are told by [Narrator].
final class OsNarrator {
  private OsNarrator() {}

  static String describe(Event.OfOs event) {
    return switch (event) {
      case Event.OsGoalSet(var goal) ->
          "%s wants operating system %s%s".formatted(goal.by(), goal.version(), on(goal.scope()));
      case Event.OsGoalPaused(var reason) ->
          "no further node gets its operating system: %s".formatted(reason);
      case Event.OsGoalResumed(var by) ->
          "nodes get their operating system again: %s says so".formatted(by);
      case Event.OsGoalDropped(var by) ->
          "no operating system is wanted any more: %s says so".formatted(by);
      case Event.NodeOsReported(var node, var version, _) ->
          "node %s runs operating system %s".formatted(node, version);
      case Event.NodeOsOrdered(var node, var order, _) ->
          "node %s is to get operating system %s (%d)"
              .formatted(node, order.version(), order.number());
      case Event.InstanceReleased(var instance) ->
          "%s does not wait for its node any more".formatted(instance);
    };
  }

  private static String on(OsGoal.Scope scope) {
    String where = scope.container().map(name -> " in container " + name).orElse("");
    return scope.nodes().isEmpty() ? where : where + " on %d nodes".formatted(scope.nodes().size());
  }
}
