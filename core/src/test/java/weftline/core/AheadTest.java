package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import weftline.model.NodeId;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Who decides and plans ahead comes to the same state as who makes one after every event, and
/// changes none that has been kept.
class AheadTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final int SERVICES = 30;

  @Test
  void seesWhatEveryEventComesTo() {
    State state = fabric();
    Ahead ahead = Ahead.of(state);
    for (int service = 0; service < SERVICES; service++) {
      List<Event> events = accepted(state, deploy("s" + service));
      ahead.apply(events);
      for (Event event : events) {
        state = state.apply(event);
      }
      assertThat(ahead.state()).isEqualTo(state);
    }
    List<Event> planned = Autopilot.plan(state, NOW);

    assertThat(Autopilot.plan(ahead, NOW)).isEqualTo(planned);
    assertThat(ahead.kept()).isEqualTo(state.applyAll(planned));
  }

  @Test
  void whatIsKeptStaysAsItIs() {
    State fabric = fabric();
    Ahead ahead = Ahead.of(fabric);
    List<State> kept = new ArrayList<>();
    List<Snapshot> snapshots = new ArrayList<>();
    for (int service = 0; service < SERVICES; service++) {
      ahead.apply(accepted(ahead.state(), deploy("s" + service)));
      var _ = Autopilot.plan(ahead, NOW);
      kept.add(ahead.kept());
      snapshots.add(ahead.kept().snapshot());
    }

    assertThat(kept.stream().map(State::snapshot).toList()).isEqualTo(snapshots);
    assertThat(kept.getLast()).isEqualTo(State.restore(snapshots.getLast()));
    assertThat(fabric).isEqualTo(fabric());
  }

  @Test
  void goesOnFromAStateThatIsBuiltAnew() {
    State state = fabric();
    FabricSettings other = state.settings().withHealing(Models.healing(10, 20));
    List<Event> events = List.of(new Event.FabricConfigured(other), new Event.NodeDrained(id(0)));
    Ahead ahead = Ahead.of(state);
    ahead.apply(events);

    assertThat(ahead.kept()).isEqualTo(state.apply(events.getFirst()).apply(events.getLast()));
    assertThat(ahead.state().settings()).isEqualTo(other);
  }

  @Test
  void withoutEventsNothingIsMadeAnew() {
    State state = fabric();
    Ahead ahead = Ahead.of(state);
    ahead.apply(List.of());

    assertThat(ahead.state()).isSameAs(state);
    assertThat(ahead.kept()).isSameAs(state);
  }

  private static State fabric() {
    List<Event> events = new ArrayList<>();
    events.add(new Event.LevelRaised(FabricLevel.HIGHEST.number()));
    for (int node = 0; node < 2 * SERVICES; node++) {
      events.add(new Event.NodeJoined(Models.node(id(node).value(), node / 4, 8)));
    }
    return State.EMPTY.applyAll(events);
  }

  private static NodeId id(int node) {
    return new NodeId("n%03d".formatted(node));
  }

  private static Command deploy(String service) {
    return new Command.Deploy(
        NOW,
        "ann",
        new ServiceName(service),
        Slot.PRODUCTION,
        "",
        Models.model(service, "web=5", "worker=3"));
  }

  private static List<Event> accepted(State state, Command command) {
    if (!(Decider.decide(state, command) instanceof Decision.Accepted(var events))) {
      throw new IllegalStateException("refused: " + command);
    }
    return events;
  }
}
