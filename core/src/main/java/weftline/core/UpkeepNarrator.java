package weftline.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import weftline.model.NodeId;

/// Tells people what happens to the machines; all other events are told by [Narrator].
final class UpkeepNarrator {
  private static final int NAMES_MAX = 5;

  private UpkeepNarrator() {}

  static String describe(Event.OfUpkeep event) {
    return switch (event) {
      case Event.NodesSilent(var nodes, _) -> "%s not heard from in time".formatted(are(nodes));
      case Event.NodeHeard(var node) -> "node %s is heard from again".formatted(node);
      case Event.NodeLost(var node, var reason, _) -> "node %s is lost: %s".formatted(node, reason);
      case Event.NodesLost(var domain, var nodes, var reason, _) ->
          "fault domain %d: %s lost: %s".formatted(domain, are(nodes), reason);
      case Event.NodeRemoved(var node, var by) ->
          "node %s is taken off the list by %s".formatted(node, by);
      case Event.HealingPaused(var reason, _) ->
          "ALERT: healing stands still: %s".formatted(reason);
      case Event.HealingResumed(var reason, var until, _) ->
          "healing goes on: %s%s".formatted(reason, patience(until));
      case Event.NodeTestOrdered(var node, var number, _) ->
          "node %s is to test itself (%d)".formatted(node, number);
      case Event.ContainerWithdrawn(var container, var reason, _) ->
          "container %s is taken out, to be emptied and tested: %s".formatted(container, reason);
      case Event.ContainerReturned(var container, var faulty, _) ->
          "container %s is back%s"
              .formatted(container, faulty == 0 ? "" : ", with %d faulty nodes".formatted(faulty));
      case Event.NodeConditionChanged changed ->
          "node %s is %s%s: %s"
              .formatted(
                  changed.node(),
                  Narrator.word(changed.condition()),
                  changed.until().map(until -> " until " + until).orElse(""),
                  changed.reason());
    };
  }

  private static String patience(Optional<Instant> until) {
    return until.map(when -> "; what is still silent has until " + when).orElse("");
  }

  /// For example `nodes n1, n2 and 38 more are`.
  private static String are(List<NodeId> nodes) {
    if (nodes.size() == 1) {
      return "node %s is".formatted(nodes.getFirst());
    }
    String names =
        nodes.stream().limit(NAMES_MAX).map(NodeId::value).collect(Collectors.joining(", "));
    int more = nodes.size() - NAMES_MAX;
    return "nodes %s%s are".formatted(names, more > 0 ? " and %d more".formatted(more) : "");
  }
}
