package weftline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Ten thousand stories, or as many as `-Dseeds=N` says: some minutes.
@Tag("long")
class ManyStoriesTest {
  private static final int MANY = 10_000;

  @Test
  void everyStoryKeepsItsPromises() {
    assertThat(endBadly(Integer.getInteger("seeds", MANY))).isEmpty();
  }

  /// The stories from 1 on that break a promise.
  static List<Story> endBadly(int seeds) {
    return LongStream.rangeClosed(1, seeds)
        .parallel()
        .mapToObj(seed -> Simulation.tell(Plan.of(seed), Trace.NONE))
        .filter(story -> !story.isFine())
        .toList();
  }
}
