package weftline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Thirty stories; `-Dseeds=N` tells more of them.
class SimulationTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("seeds", 30));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyStoryKeepsItsPromises(long seed) {
    Story story = Simulation.tell(Plan.of(seed), Trace.NONE);

    assertThat(story.failure()).as("repeat it with: wfl sim --seed %d --trace", seed).isEmpty();
  }

  @Test
  void sameSeedSameStory() {
    assertThat(lines(42)).isEqualTo(lines(42)).hasSizeGreaterThan(20);
    assertThat(lines(42)).isNotEqualTo(lines(43));
  }

  private static List<String> lines(long seed) {
    List<String> lines = new ArrayList<>();
    Simulation.tell(Plan.of(seed), (at, what) -> lines.add(at + " " + what));
    return lines;
  }
}
