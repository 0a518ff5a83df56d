package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Worlds in which disks do what disks do.
class BlobWorldTest {
  private static final int EVENTS = 40;
  private static final int SEEDS = 20;
  private static final int SEEDS_LONG = 500;

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void promisesHold(long seed) throws IOException {
    BlobWorld.run(seed, EVENTS);
  }

  @Test
  void theSameSeedTellsTheSameStory() throws IOException {
    assertThat(BlobWorld.run(7, EVENTS))
        .isEqualTo(BlobWorld.run(7, EVENTS))
        .contains("power cut", "full", "a bit flips");
  }

  @Test
  @Tag("long")
  void promisesHoldForLong() throws IOException {
    for (long seed = SEEDS; seed < SEEDS_LONG; seed++) {
      BlobWorld.run(seed, EVENTS);
    }
  }
}
