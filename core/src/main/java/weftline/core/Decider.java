package weftline.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weftline.model.NodeDescription;
import weftline.model.NodeId;

/// Judges commands: records what is asked or seen, and refuses what makes no sense. Moves nothing
/// itself; see [Autopilot].
public final class Decider {
  private Decider() {}

  public static Decision decide(State state, Command command) {
    return switch (command) {
      case Command.ConfigureFabric(_, var settings) ->
          settings.equals(state.settings())
              ? Decision.accept()
              : Decision.accept(new Event.FabricConfigured(settings));
      case Command.JoinNode join -> join(state, join);
      case Command.ReportNode report -> Reports.of(state, report);
      case Command.LoseNode lose -> lose(state, lose);
      case Command.ReportBalancer report -> Reports.of(state, report);
      case Command.Tick _ -> Decision.accept();
      case Command.Change change -> Changes.of(state, change);
    };
  }

  /// A node that comes back within the grace keeps what it runs, unless it has become another one.
  private static Decision join(State state, Command.JoinNode join) {
    NodeDescription node = join.node();
    Optional<Instant> at = Optional.of(join.at());
    Event joined = new Event.NodeJoined(node, at);
    return state
        .nodes()
        .get(node.id())
        .filter(Node::isUp)
        .map(known ->
            known.description().equals(node)
                ? new Decision.Accepted(List.of())
                : Decision.accept(
                    new Event.NodeLost(node.id(), "it joined again as another machine", at),
                    joined))
        .orElseGet(() -> Decision.accept(joined));
  }

  private static Decision lose(State state, Command.LoseNode lose) {
    NodeId id = lose.node();
    Optional<Instant> at = Optional.of(lose.at());
    return state
        .nodes()
        .get(id)
        .map(node ->
            node.isUp()
                ? Decision.accept(new Event.NodeLost(id, "it was not heard from in time", at))
                : Decision.accept())
        .orElseGet(() -> Reports.unknown(id));
  }
}
