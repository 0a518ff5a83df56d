package weftline.core;

/// Takes nodes off the list that will not come back.
final class Removal {
  private Removal() {}

  static Decision of(State state, Command.RemoveNode remove) {
    return state
        .nodes()
        .get(remove.node())
        .map(node -> of(state, node, remove.by()))
        .orElseGet(() ->
            Decision.refuse(
                new Problem.NotFound(
                    "there is no node " + remove.node(), "list the nodes to see their names")));
  }

  private static Decision of(State state, Node node, String by) {
    return switch (node.presence()) {
      case UP ->
          Decision.refuse(
              new Problem.Conflict(
                  "node %s is heard from, with %s"
                      .formatted(node.id(), instances(state.residents(node.id()))),
                  "drain it, and end its agent: it can be removed when it is lost"));
      case SILENT ->
          Decision.refuse(
              new Problem.Conflict(
                  "node %s is silent and not given up yet, with %s"
                      .formatted(node.id(), instances(state.residents(node.id()))),
                  "wait until it is lost, or give up all that is silent with"
                      + " `wfl nodes accept-loss`"));
      case LOST -> Decision.accept(new Event.NodeRemoved(node.id(), by));
    };
  }

  private static String instances(int count) {
    return count == 1 ? "1 instance" : count + " instances";
  }
}
