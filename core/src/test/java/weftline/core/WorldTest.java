package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A hundred stories; `-Dseeds=N` tells more of them.
class WorldTest {
  private static final int STEPS = 120;

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("seeds", 100));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsItsPromises(long seed) {
    World world = new World(seed);
    world.run(STEPS);
    State live = world.fabric().state();
    assertThat(State.EMPTY.applyAll(world.fabric().log()).equals(live))
        .as("replaying the log gives the same state")
        .isTrue();
    assertThat(State.restore(live.snapshot()).equals(live))
        .as("a snapshot gives the same state, work lists and all")
        .isTrue();

    world.calm();
    State calm = world.fabric().state();
    assertThat(calm.runningOperations())
        .as("what still runs waits for room, or for a word")
        .allMatch(operation -> mayWait(calm, operation));
    assertThat(calm.deployments().values())
        .allMatch(d -> calm.tally(d.id()).isWell() || d.failure().isPresent())
        .allSatisfy(d ->
            assertThat(calm.tally(d.id()).all())
                .as("instances that are there")
                .isEqualTo(d.targets().keySet().stream().mapToInt(d::instances).sum()));
  }

  private static boolean mayWait(State state, Operation operation) {
    String waitsFor = Explain.waitsFor(state, operation);
    return Explain.isUnplaceable(state, operation)
        || waitsFor.contains("somebody must allow")
        || waitsFor.contains("their deployment must be well, and there must be room elsewhere");
  }

  @Test
  void sameSeedSameStory() {
    World one = new World(42);
    World two = new World(42);
    one.run(STEPS);
    two.run(STEPS);
    assertThat(one.fabric().log()).isEqualTo(two.fabric().log());
  }
}
