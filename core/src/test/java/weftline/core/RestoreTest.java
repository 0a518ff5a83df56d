package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import weftline.model.Generation;
import weftline.model.NodeId;

/// The way back: everything is as it was, and nobody who follows goals or tables misses it.
class RestoreTest {
  private static final NodeId FIRST = new NodeId("n1");
  private static final NodeId SECOND = new NodeId("n2");

  private final State earlier = State.EMPTY.apply(new Event.NodeJoined(Models.node("n1", 0, 4)));
  private final State later =
      earlier
          .apply(new Event.NodeJoined(Models.node("n2", 1, 4)))
          .apply(new Event.NodeDrained(FIRST));

  @Test
  void everythingIsAsItWas() {
    State back = back();

    assertThat(back.nodes().get(FIRST).orElseThrow().drained()).isFalse();
    assertThat(back.nodes().get(SECOND)).isEmpty();
  }

  @Test
  void goalsAndTablesAreNewerThanAnyBefore() {
    State back = back();

    assertThat(back.goalGeneration(FIRST)).isGreaterThan(later.newestGoal());
    assertThat(back.routingGeneration()).isGreaterThan(later.routingGeneration());
    assertThat(Goals.movedSince(back, later.newestGoal())).contains(FIRST);
  }

  @Test
  void whoJoinedSinceThenJoinsAgainWithANewerGoal() {
    Generation before = later.goalGeneration(SECOND);
    State again = back().apply(new Event.NodeJoined(Models.node("n2", 1, 4)));

    assertThat(again.goalGeneration(SECOND)).isGreaterThan(before);
  }

  @Test
  void itSurvivesItsSnapshot() {
    State back = back();

    assertThat(State.restore(back.snapshot())).isEqualTo(back);
  }

  private State back() {
    Decision decision =
        Decider.decide(
            later, new Command.RestoreState(Instant.EPOCH, "somebody", 1, earlier.snapshot()));
    return later.applyAll(((Decision.Accepted) decision).events());
  }
}
