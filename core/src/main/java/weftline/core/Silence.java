package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.model.NodeId;

/// Takes in that nodes are silent, or that somebody accepts their loss. What follows from silence
/// alone, [GiveUp] decides.
final class Silence {
  private Silence() {}

  static Decision of(State state, Command.LoseNodes command) {
    List<NodeId> silent =
        command.nodes().stream()
            .distinct()
            .filter(id ->
                state.nodes().get(id).filter(node -> node.isUp() && !node.isAway()).isPresent())
            .toList();
    return silent.isEmpty()
        ? Decision.accept()
        : Decision.accept(new Event.NodesSilent(silent, command.at()));
  }

  /// Everything silent is given up now, however much it is.
  static Decision of(State state, Command.AcceptLoss command) {
    if (state.indexes().census().silent() == 0) {
      return Decision.refuse(
          new Problem.Conflict("no node is silent", "see the nodes with `wfl nodes`"));
    }
    Instant at = command.at();
    String reason = command.by() + " accepts the loss";
    List<Event> events = new ArrayList<>();
    state
        .indexes()
        .census()
        .silentIn()
        .forEach(
            (domain, nodes) -> events.add(new Event.NodesLost(domain, nodes.toList(), reason, at)));
    events.add(new Event.HealingResumed(reason, Optional.empty(), at));
    return new Decision.Accepted(events);
  }

  /// A silent node is heard of before it was given up.
  static List<Event> broken(Node node) {
    return node.presence() == Node.Presence.SILENT
        ? List.of(new Event.NodeHeard(node.id()))
        : List.of();
  }
}
