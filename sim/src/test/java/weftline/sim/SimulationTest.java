package weftline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Two hundred stories, and some of one kind.
class SimulationTest {
  private static final int FEW = 200;
  private static final long GROUP_SEED = 47;
  private static final Cast OF_TWO_VERSIONS = new Cast(3, true, 4, false);

  @Test
  void everyStoryKeepsItsPromises() {
    assertThat(ManyStoriesTest.endBadly(FEW))
        .as("repeat one with: wfl sim --seed S --trace")
        .isEmpty();
  }

  /// Nothing goes wrong here: what is asked for is done, and no client is ever turned away.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void withoutFaultsNoClientIsTurnedAway(long seed) {
    Plan calm = new Plan(seed, 60, Set.of());

    assertThat(Simulation.tell(calm, Trace.NONE).failure()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultIsSurvivedAlone(Fault fault) {
    Plan plan = new Plan(4711, 80, EnumSet.of(fault), Cast.PLAIN);

    assertThat(Simulation.tell(plan, Trace.NONE).failure()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CRASH_IN_APPEND",
        "LEDGER_SLOW",
        "CONTROLLER_MUTE",
        "CONTROLLERS_CUT",
        "CONTROLLER_UPGRADE",
        "CONTROLLER_STALL",
        "CONTROLLER_REPLACED",
        "CHECKPOINT_DAMAGED"
      })
  void aGroupSurvivesIt(Fault fault) {
    Plan plan = new Plan(4711, 40, EnumSet.of(fault), OF_TWO_VERSIONS);

    Story story = Simulation.tell(plan, Trace.NONE);

    assertThat(story.failure()).isEmpty();
    assertThat(story.acknowledged()).isPositive();
    assertThat(story.reigns()).as("elections, the last one after the end").isGreaterThan(1);
  }

  /// Each of these has found something: reports that said nothing new went into the log again and
  /// again (4), a slow disk made the watch give up all nodes (4, 12), or the ones whose reports lay
  /// waiting for it (14); a late report hid that the newer one had to be heard again (160); an
  /// agent whose clock was set back did not start a crashed instance again before its old time
  /// (20784, 29217); two different reports had one digest in the story (40793).
  @ParameterizedTest
  @ValueSource(longs = {4, 12, 14, 160, 20784, 29217, 40793})
  void whatWasMendedStaysMended(long seed) {
    Plan plan = Plan.of(seed).withCast(Cast.of(seed).withoutRacks());

    assertThat(Simulation.tell(plan, Trace.NONE).failure()).isEmpty();
  }

  /// A new primary did not count nodes as there whose words it had yet to hear in full, and gave
  /// them up when the answer came too late.
  @ParameterizedTest
  @ValueSource(longs = {5000280, 5000604, 5000764})
  void whatWasMendedOfRacksStaysMended(long seed) {
    assertThat(Simulation.tell(Plan.of(seed), Trace.NONE).failure()).isEmpty();
  }

  @Test
  void sameSeedSameStory() {
    assertThat(lines(42)).isEqualTo(lines(42)).hasSizeGreaterThan(20);
    assertThat(lines(42)).isNotEqualTo(lines(43));
    assertThat(lines(GROUP_SEED)).as("a group").isEqualTo(lines(GROUP_SEED));
  }

  private static List<String> lines(long seed) {
    List<String> lines = new ArrayList<>();
    Simulation.tell(Plan.of(seed), (at, what) -> lines.add(at + " " + what));
    return lines;
  }
}
