package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.model.Capacity;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.OsOrder;
import weftline.model.PortRange;

/// When a machine is told to change its operating system, and under which number.
class OsWorkTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final NodeId NODE = new NodeId("n1");

  private State state = State.EMPTY;

  @BeforeEach
  void join() {
    happen(new Event.LevelRaised(FabricLevel.HIGHEST.number()));
    happen(new Event.OsGoalSet(OsGoal.of(wish())));
    come();
  }

  @Test
  void nobodyIsToldWhileTheFabricStandsStill() {
    happen(new Event.HealingPaused("too many are silent", NOW));
    assertThat(plan(NOW)).isEmpty();

    happen(new Event.HealingResumed("they are back", Optional.empty(), NOW));
    assertThat(plan(NOW)).hasSize(1);
  }

  @Test
  void oneThatCameBackIsNotTakenForItsFormerLife() {
    OsOrder first = order(NOW);
    happen(new Event.NodeOsOrdered(NODE, first, NOW));
    happen(new Event.NodeLost(NODE, "it is silent"));
    happen(new Event.NodeRemoved(NODE, "ann"));
    come();

    assertThat(order(NOW.plusSeconds(600)).number()).isGreaterThan(first.number());
  }

  @Test
  void numbersGoUpWhateverTheClockDoes() {
    OsOrder first = order(NOW);
    happen(new Event.NodeOsOrdered(NODE, first, NOW));
    happen(changed(Condition.FAULTY));
    happen(changed(Condition.UPDATING));

    assertThat(order(NOW.minusSeconds(600)).number()).isEqualTo(first.number() + 1);
  }

  /// As if everything that ran there had stopped.
  private void come() {
    PortRange ports = new PortRange(20_000, 20_099);
    Capacity room = new Capacity(4_000, 7_000, 100_000);
    happen(new Event.NodeJoined(new NodeDescription(NODE, "10.0.0.1", 0, room, ports)));
    happen(new Event.NodeOsReported(NODE, "1.0", true));
    happen(changed(Condition.UPDATING));
  }

  private static Event changed(Condition condition) {
    return new Event.NodeConditionChanged(NODE, condition, "as told", Optional.empty(), NOW);
  }

  private static Command.SetOsGoal wish() {
    return new Command.SetOsGoal(NOW, "ann", "2.0", OsGoal.Scope.ALL, OsGoal.Rules.DEFAULT);
  }

  private OsOrder order(Instant now) {
    return plan(now).stream()
        .filter(Event.NodeOsOrdered.class::isInstance)
        .map(Event.NodeOsOrdered.class::cast)
        .findFirst()
        .orElseThrow()
        .order();
  }

  private List<Event> plan(Instant now) {
    return new OsWork().plan(state, now);
  }

  private void happen(Event event) {
    state = state.apply(event);
  }
}
