package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.NodeId;

/// How much may be moved, and where that is looked for; what then moves is in the transcripts.
class TidyTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void aShareOfTheInstancesMovesADay() {
    assertThat(Tidying.DEFAULT.aDay(10_000)).isEqualTo(100);
    assertThat(Tidying.DEFAULT.aDay(1)).isEqualTo(1);
    assertThat(Tidying.DEFAULT.aDay(0)).isZero();
    assertThat(Tidying.percent(2.5).aDay(1_000)).isEqualTo(25);
    assertThat(Tidying.NONE.aDay(1_000)).isZero();
    assertThat(Tidying.percent(0).isOn()).isFalse();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Tidying.percent(101));
    assertThatIllegalArgumentException().isThrownBy(() -> Tidying.percent(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Tidying(1, 0, Duration.ZERO, false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tidying(1, 1, Duration.ofSeconds(-1), false));
  }

  @Test
  void aDayBeginsWithItsFirstMove() {
    Tidied one = Tidied.NOTHING.with(instance(0), List.of(), START);
    Tidied two = one.with(instance(1), List.of(instance(0)), START.plus(HOUR));
    Instant nextDay = START.plus(Duration.ofDays(1));

    assertThat(two.moves(START.plus(HOUR))).isEqualTo(2);
    assertThat(two.underWay()).containsExactly(instance(1));
    assertThat(two.moves(nextDay)).isZero();
    assertThat(two.with(instance(2), List.of(), nextDay))
        .isEqualTo(new Tidied(nextDay, 1, List.of(instance(1), instance(2))));
  }

  @Test
  void whatIsCountedSurvivesACheckpoint() {
    Tidied tidied = Tidied.NOTHING.with(instance(0), List.of(), START);
    Upkeep upkeep = Upkeep.NONE.with(tidied);

    assertThat(Upkeep.read(upkeep.written())).isEqualTo(upkeep);
  }

  @Test
  void nodesWithFewInstancesAreLookedAtFirst() {
    State state = fabric(4);
    state = Commands.accepted(state, Commands.deploy("aa", Models.model("aa", "web=4")));
    state = Commands.accepted(state, Commands.deploy("bb", Models.model("bb", "worker=2")));

    assertThat(Gaps.of(state).sparse())
        .extracting(NodeId::value)
        .containsExactly("n2", "n3", "n0", "n1");
  }

  @Test
  void emptyAndDrainedNodesAreNoGaps() {
    State state = fabric(3);
    assertThat(Gaps.of(state).isEmpty()).isTrue();

    state = Commands.accepted(state, Commands.deploy("aa", Models.model("aa", "web=2")));
    state = state.apply(new Event.NodeDrained(new NodeId("n0")));

    assertThat(Gaps.of(state)).isEqualTo(new Gaps(List.of(new NodeId("n1")), List.of()));
  }

  @Test
  void theWidestAreLookedForOnlyWhenSomebodyWaits() {
    State state = fabric(2);
    state = Commands.accepted(state, Commands.deploy("aa", Models.model("aa", "web=2")));
    assertThat(Gaps.of(state).wide()).isEmpty();

    state = Commands.accepted(state, Commands.deploy("bb", Models.model("bb", "w=2:Large")));

    assertThat(Gaps.of(state).wide()).extracting(NodeId::value).containsExactly("n0", "n1");
  }

  private static State fabric(int nodes) {
    return IntStream.range(0, nodes)
        .mapToObj(number -> new Event.NodeJoined(Models.node("n" + number, number % 2, 4)))
        .reduce(State.EMPTY, State::apply, (one, _) -> one);
  }

  private static InstanceId instance(int index) {
    return new InstanceId(new DeploymentId("shop-1"), "web", index);
  }
}
