package weftline.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands where the agent looks for a role's numbers.
class MetricsTest {
  private final Path folder;
  private final Path file;
  private final Metrics metrics;

  MetricsTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("metrics");
    this.metrics = Metrics.of(file);
  }

  @Test
  void saysAllNumbersThatHold() throws IOException {
    metrics.report("orders-waiting", 17);
    metrics.report("a", 0);
    metrics.report("orders-waiting", 18);

    assertThat(file).hasContent("a 0\norders-waiting 18\n");
  }

  @Test
  void leavesNothingElseBehind() throws IOException {
    metrics.report("a", 1);

    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void whatWasSaidLastIsNotWrittenAgain() throws IOException {
    metrics.report("a", 1);
    Files.delete(file);

    metrics.report("a", 1);

    assertThat(file).doesNotExist();
  }

  @Test
  void whatCouldNotBeWrittenIsTriedAgain() throws IOException {
    Files.delete(folder);
    assertThatThrownBy(() -> metrics.report("a", 1)).isInstanceOf(IOException.class);
    Files.createDirectory(folder);

    metrics.report("a", 1);

    assertThat(file).hasContent("a 1\n");
  }

  @Test
  void forgetsANumber() throws IOException {
    metrics.report("a", 1);
    metrics.report("b", 2);

    metrics.forget("a");
    metrics.forget("unknown");

    assertThat(file).hasContent("b 2\n");
  }

  @Test
  void greatNumbersAreTheGreatest() throws IOException {
    metrics.report("a", Long.MAX_VALUE);

    assertThat(file).hasContent("a 999999999\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Orders", "a b", "a\nb", "-a", "123456789012345678901234567890123"})
  void refusesNamesThatAreNone(String name) {
    assertThatThrownBy(() -> metrics.report(name, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no name");
  }

  @Test
  void refusesNegativeNumbers() {
    assertThatThrownBy(() -> metrics.report("a", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("may not be below 0");
  }

  @Test
  void refusesTooManyNames() throws IOException {
    for (int i = 0; i < Metrics.NAMES_MAX; i++) {
      metrics.report("n" + i, i);
    }

    assertThatThrownBy(() -> metrics.report("one-more", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one-more is one name too many: the most is 16");
    metrics.report("n0", 5);
    assertThat(file).content().startsWith("n0 5\n");
  }

  @Test
  void saysWhyThereIsNobodyToTell() {
    assertThat(Metrics.isAvailable()).isFalse();
    assertThatThrownBy(Metrics::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("WFL_METRICS_FILE");
  }
}
