package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table of processes that the test writes.
class ProcessorMeterTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration PAUSE = ProcessorMeter.PAUSE;

  private final Path table;
  private final ProcessorMeter meter;

  ProcessorMeterTest(@TempDir Path table) {
    this.table = table;
    this.meter = new ProcessorMeter(table);
  }

  @BeforeEach
  void look() throws IOException {
    process(10, 10, 100, 50);
    process(11, 10, 0, 0);
    process(20, 20, 700, 0);
    meter.lookAt(START);
  }

  @Test
  void knowsNothingAfterOneLook() {
    assertThat(meter.milliCores(List.of(10L, 20L))).isEmpty();
  }

  @Test
  void addsUpWhatAGroupHasUsedBetweenTwoLooks() throws IOException {
    process(10, 10, 400, 150);
    process(11, 10, 500, 100);

    meter.lookAt(START.plus(PAUSE));

    assertThat(meter.milliCores(List.of(10L))).contains(1_000);
    assertThat(meter.milliCores(List.of(20L))).contains(0);
    assertThat(meter.milliCores(List.of(10L, 20L))).contains(1_000);
  }

  @Test
  void beginsAnewAfterARest() throws IOException {
    process(10, 10, 400, 150);
    meter.rest(START.plusSeconds(5));
    assertThat(meter.lookAt(START.plus(PAUSE))).isFalse();

    assertThat(meter.lookAt(START.plusSeconds(5).plus(PAUSE))).isTrue();
    assertThat(meter.milliCores(List.of(10L))).isEmpty();
    process(10, 10, 900, 150);
    meter.lookAt(START.plusSeconds(5).plus(PAUSE.multipliedBy(2)));
    assertThat(meter.milliCores(List.of(10L))).contains(500);
  }

  @Test
  void doesNotLookTooOften() throws IOException {
    process(10, 10, 900, 900);

    meter.lookAt(START.plus(PAUSE).minusMillis(1));

    assertThat(meter.milliCores(List.of(10L))).isEmpty();
  }

  @Test
  void groupsThatAreNewAreNotKnownYetAndOthersAreForgotten() throws IOException {
    process(30, 30, 100, 0);
    Files.delete(table.resolve("20/stat"));

    meter.lookAt(START.plus(PAUSE));

    assertThat(meter.milliCores(List.of(30L))).isEmpty();
    assertThat(meter.milliCores(List.of(20L))).isEmpty();
    assertThat(meter.milliCores(List.of())).isEmpty();
  }

  @Test
  void aGroupThatHasLostAProcessHasNotUsedLessThanNothing() throws IOException {
    process(10, 10, 1, 0);

    meter.lookAt(START.plus(PAUSE));

    assertThat(meter.milliCores(List.of(10L))).contains(0);
  }

  @Test
  void whoCannotLookKnowsNothing() {
    ProcessorMeter blind = new ProcessorMeter(table.resolve("missing"));

    blind.lookAt(START);
    blind.lookAt(START.plus(PAUSE));

    assertThat(blind.milliCores(List.of(10L))).isEmpty();
  }

  private void process(long id, long group, long user, long system) throws IOException {
    Path folder = Files.createDirectories(table.resolve(Long.toString(id)));
    String before = "%d (a name (with) all) S 1 %d 3 0 -1 4194304 1 2 3 4".formatted(id, group);
    Files.writeString(folder.resolve("stat"), "%s %d %d 0 0 20 0".formatted(before, user, system));
  }
}
