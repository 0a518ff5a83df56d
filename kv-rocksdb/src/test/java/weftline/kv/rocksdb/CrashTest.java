package weftline.kv.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed in the middle of writing has lost nothing that it had acknowledged.
final class CrashTest {
  private static final int ROUNDS = 4;

  @TempDir Path folder;

  @Test
  void everyAcknowledgedCommitSurvivesAKill() throws IOException, InterruptedException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4711);
    List<Long> acknowledged = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      long first = round * 1_000_000_000L;
      acknowledged.addAll(writeAndKill(first, 500 + random.nextInt(4_000)));
      checkAll(acknowledged);
    }
  }

  /// Kills the child as soon as it has printed that many lines; those that follow in the pipe count
  /// as well.
  private List<Long> writeAndKill(long first, int lines) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashWriter.class.getName(),
                folder.toString(),
                Long.toString(first))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Long> numbers = new ArrayList<>();
    try (BufferedReader output = child.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        numbers.add(Long.valueOf(line));
        if (numbers.size() == lines) {
          child.toHandle().destroyForcibly();
        }
      }
    }
    child.waitFor();
    assertThat(numbers).hasSizeGreaterThanOrEqualTo(lines);
    return numbers;
  }

  private void checkAll(List<Long> numbers) throws IOException {
    try (RocksStore store =
        RocksStore.open(folder, RocksSettings.defaults(), Thread::new, ForkJoinPool.commonPool())) {
      for (long number : numbers) {
        assertThat(store.get(CrashWriter.key('a', number)))
            .as("first row of %d", number)
            .isPresent();
        assertThat(store.get(CrashWriter.key('b', number)))
            .as("second row of %d", number)
            .isPresent();
      }
    }
  }
}
