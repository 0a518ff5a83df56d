package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import weftline.model.InstanceStatus;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// A rehearsal says what the real change would come to, and changes nothing.
class RehearsalTest {
  private static final Instant NOW = Instant.EPOCH.plusSeconds(3_600);

  @Test
  void aNewServiceThatFits() {
    Rehearsal.Outcome outcome = rehearse(fabric(4), "web=3", "batch=1");

    assertThat(outcome.ends()).as(outcome.obstacle()).isTrue();
    assertThat(outcome.instances()).isEqualTo(4);
    assertThat(outcome.steps())
        .containsExactly("4 instances are placed on 4 nodes in 2 fault domains");
  }

  @Test
  void aNewServiceThatDoesNot() {
    Rehearsal.Outcome outcome = rehearse(fabric(2), "web=9");

    assertThat(outcome.ends()).isFalse();
    assertThat(outcome.obstacle()).isEqualTo("no room for web_IN_8: 2 nodes short of cores");
    assertThat(outcome.cures())
        .containsExactly(
            "1 instance fewer of web: 8 in place of 9",
            "a size smaller for web: ExtraSmall in place of Small",
            "1 more node like n0");
  }

  @Test
  void everyStepOfAWalkKeepsTheFloor() {
    State running = ready(Commands.accepted(fabric(4), deploy("web=6", "domains=3")));

    Rehearsal.Outcome outcome = rehearse(running, "web=6", "domains=3", "code=b");

    assertThat(outcome.ends()).as(outcome.obstacle()).isTrue();
    assertThat(outcome.steps())
        .contains(
            "update domain 0: 2 of 6 instances are replaced, 4 serve",
            "update domain 2: 2 of 6 instances are replaced, 4 serve");
    assertThat(outcome.floor()).isEqualTo(4);
    assertThat(outcome.lowest()).isEqualTo(4);
    assertThat(outcome.keepsFloor()).isTrue();
  }

  @Test
  void whatIsDownAlreadyCounts() {
    State running = Commands.accepted(fabric(4), deploy("web=2"));

    Rehearsal.Outcome outcome = rehearse(running, "web=2", "code=b");

    assertThat(outcome.ends()).as(outcome.obstacle()).isTrue();
    assertThat(outcome.keepsFloor()).as("nothing was ready to begin with").isFalse();
  }

  @Test
  void whatIsForbiddenIsSaid() {
    State running = ready(Commands.accepted(fabric(4), deploy("web=2")));

    Rehearsal.Outcome outcome = rehearse(running, "web=2:Medium");

    assertThat(outcome.ends()).isFalse();
    assertThat(outcome.obstacle()).contains("changes the size of role web");
  }

  private static Rehearsal.Outcome rehearse(State state, String... words) {
    return Rehearsal.of(state, deploy(words));
  }

  private static Command.Deploy deploy(String... words) {
    return new Command.Deploy(
        NOW, "ann", new ServiceName("shop"), Slot.PRODUCTION, "", Models.model("shop", words));
  }

  private static State fabric(int nodes) {
    State state = State.EMPTY;
    for (int i = 0; i < nodes; i++) {
      state = state.apply(new Event.NodeJoined(Models.node("n" + i, i % 2, 4)));
    }
    return state;
  }

  private static State ready(State state) {
    State ahead = state;
    for (Instance instance : state.instances().values()) {
      ahead =
          ahead.apply(
              new Event.InstanceReported(
                  instance.id(), InstanceStatus.READY, 0, "", Instant.EPOCH));
    }
    return ahead.applyAll(Autopilot.plan(ahead, Instant.EPOCH));
  }
}
