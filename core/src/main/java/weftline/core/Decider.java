package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.model.NodeDescription;

/// Judges commands: records what is asked or seen, and refuses what makes no sense. Moves nothing
/// itself; see [Autopilot].
public final class Decider {
  private Decider() {}

  public static Decision decide(State state, Command command) {
    Decision decision = judge(state, command);
    return decision instanceof Decision.Accepted(var events) && !FabricLevel.covers(state, events)
        ? Decision.refuse(
            new Problem.Conflict(
                "Not all controllers can read such a change: the fabric is at level %d."
                    .formatted(state.keepers().level()),
                "Upgrade the controllers that `wfl controllers` shows with a lower one."))
        : decision;
  }

  private static Decision judge(State state, Command command) {
    return switch (command) {
      case Command.ConfigureFabric(_, var settings) ->
          settings.equals(state.settings())
              ? Decision.accept()
              : Decision.accept(new Event.FabricConfigured(settings));
      case Command.RestoreState(_, var by, var event, var snapshot) ->
          Decision.accept(new Event.StateRestored(by, event, snapshot));
      case Command.JoinNode(var at, var node) -> join(state, node, at);
      case Command.ReportNode report -> Reports.of(state, report);
      case Command.LoseNodes lose -> Silence.of(state, lose);
      case Command.ReportLoads report -> new Decision.Accepted(Scaling.of(state, report));
      case Command.Tidy tidy -> Tidy.of(state, tidy);
      case Command.UpdateNodes update -> OsRound.of(state, update);
      case Command.ReportBalancer report -> Reports.of(state, report);
      case Command.ReportKeepers report -> Keepers.of(state, report);
      case Command.Tick _ -> Decision.accept();
      case Command.Change change -> Changes.of(state, change);
    };
  }

  /// A node that comes back within the grace, or before it was given up, keeps what it runs, unless
  /// it has become another one.
  private static Decision join(State state, NodeDescription description, Instant at) {
    List<Event> events = new ArrayList<>();
    Optional<Node> known = state.nodes().get(description.id());
    if (known
        .filter(node -> !node.isLost() && node.description().equals(description))
        .isPresent()) {
      return new Decision.Accepted(Silence.broken(known.get()));
    }
    known
        .filter(node -> !node.isLost())
        .ifPresent(node ->
            events.add(
                new Event.NodeLost(
                    node.id(), "it joined again as another machine", Optional.of(at))));
    events.add(new Event.NodeJoined(description, Optional.of(at)));
    if (known.isEmpty() && state.settings().burnIn().isPresent()) {
      events.add(
          new Event.NodeConditionChanged(
              description.id(), Condition.NEW, "nothing is known of it", Optional.empty(), at));
    }
    known
        .flatMap(node -> Conditions.flapping(node, state.settings().healingRules(), at))
        .ifPresent(events::add);
    return new Decision.Accepted(events);
  }
}
