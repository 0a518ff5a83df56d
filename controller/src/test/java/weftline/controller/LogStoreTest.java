package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.LogLine;
import weftline.model.ServiceName;

/// What roles write is read again, in order, also after the files were rolled or torn.
final class LogStoreTest {
  private static final ServiceName SERVICE = new ServiceName("hello");
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path folder;

  private static LogLine line(int second, String text) {
    var instance = new InstanceId(new DeploymentId("d1"), "web", second % 3);
    return new LogLine(START.plusSeconds(second), SERVICE, instance, LogLine.OUT, text);
  }

  private static List<LogLine> lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(each -> line(each, "line " + each)).toList();
  }

  private static List<LogLine> drain(LogReader reader) throws IOException {
    List<LogLine> found = new ArrayList<>();
    reader.drain(found::add);
    return found;
  }

  private List<LogLine> all(LogStore store) throws IOException {
    return drain(store.read(SERVICE, Instant.EPOCH));
  }

  @Test
  void linesComeBackAsTheyWere() throws IOException {
    var store = LogStore.open(folder, LogLimits.DEFAULT);
    var odd = List.of(line(1, "tab\there"), line(2, "two\nlines\r"), line(3, "\\n €"), line(4, ""));

    store.append(odd);

    assertThat(all(store)).isEqualTo(odd);
    assertThat(store.lines()).isEqualTo(4);
    assertThat(store.holds(SERVICE)).isTrue();
    assertThat(store.holds(new ServiceName("other"))).isFalse();
  }

  @Test
  void batchesOfManyNodesAreMergedByTime() throws IOException {
    var store = LogStore.open(folder, LogLimits.DEFAULT);
    var lines = new ArrayList<>(lines(0, 100));
    var inOrder = List.copyOf(lines);
    Collections.reverse(lines);

    store.append(lines.subList(0, 50));
    store.append(lines.subList(50, 100));

    assertThat(all(store)).isEqualTo(inOrder);
  }

  @Test
  void onlyWhatIsNewEnoughIsRead() throws IOException {
    var store = LogStore.open(folder, LogLimits.DEFAULT);
    store.append(lines(0, 10));

    assertThat(drain(store.read(SERVICE, START.plusSeconds(8)))).isEqualTo(lines(8, 10));
  }

  @Test
  void aReaderGoesOnWhereItStoppedAcrossRolledFiles() throws IOException {
    var store = LogStore.open(folder, new LogLimits(1_000, 1 << 20));
    var reader = store.read(SERVICE, Instant.EPOCH);
    List<LogLine> found = new ArrayList<>();

    for (int batch = 0; batch < 50; batch++) {
      store.append(lines(batch * 7, batch * 7 + 7));
      reader.drain(found::add);
    }

    assertThat(found).isEqualTo(lines(0, 350));
    assertThat(all(store)).isEqualTo(found);
    try (var files = Files.list(folder.resolve("hello"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".log.gz"))).hasSizeGreaterThan(5);
    }
  }

  @Test
  void theOldestLinesAreDropped() throws IOException {
    var store = LogStore.open(folder, new LogLimits(1_000, 1_000));

    for (int each = 0; each < 1_000; each++) {
      store.append(lines(each, each + 1));
    }

    var kept = all(store);
    assertThat(kept).hasSizeBetween(10, 999).last().isEqualTo(line(999, "line 999"));
    try (var files = Files.list(folder.resolve("hello"))) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(3_000);
    }
  }

  @Test
  void aTornLineCostsNoOther() throws IOException {
    LogStore.open(folder, LogLimits.DEFAULT).append(lines(0, 2));
    var file = folder.resolve("hello/0000000001.log");
    Files.writeString(file, "2026-03-01T10:00:09Z\td1\tw", StandardOpenOption.APPEND);

    var store = LogStore.open(folder, LogLimits.DEFAULT);
    store.append(lines(2, 4));

    assertThat(all(store)).isEqualTo(lines(0, 4));
  }

  @Test
  void aFileThatWasBeingCompressedWhenTheProgramEndedIsNotReadTwice() throws IOException {
    var first = LogStore.open(folder, new LogLimits(100, 1 << 20));
    first.append(lines(0, 10));
    var service = folder.resolve("hello");
    Files.writeString(service.resolve("0000000001.log"), "left over");
    Files.writeString(service.resolve("0000000002.log.gz.new"), "half");

    var store = LogStore.open(folder, new LogLimits(100, 1 << 20));
    store.append(lines(10, 11));

    assertThat(all(store)).isEqualTo(lines(0, 11));
  }

  @Test
  void linesAreTakenWhileTheirFileCannotBeCompressed() throws IOException {
    var store = LogStore.open(folder, new LogLimits(1_000, 1 << 20));
    var service = Files.createDirectories(folder.resolve("hello"));
    var inTheWay = Files.createDirectories(service.resolve("0000000001.log.gz.new/full"));
    store.append(lines(0, 100));
    store.append(lines(100, 200));
    assertThat(service.resolve("0000000001.log.gz")).doesNotExist();

    Files.delete(inTheWay);
    Files.delete(service.resolve("0000000001.log.gz.new"));
    store.append(lines(200, 300));

    assertThat(service.resolve("0000000001.log.gz")).exists();
    assertThat(all(store)).isEqualTo(lines(0, 300));
  }

  @Test
  void endlessLinesAreCut() throws IOException {
    var store = LogStore.open(folder, LogLimits.DEFAULT);

    store.append(List.of(line(1, "x".repeat(1 << 20))));

    assertThat(all(store).getFirst().text()).hasSizeLessThan(33_000).endsWith("(cut off)");
  }

  @Test
  void whoeverWaitsIsWoken() throws Exception {
    var store = LogStore.open(folder, LogLimits.DEFAULT);
    var reader = store.read(SERVICE, Instant.EPOCH);
    drain(reader);
    assertThat(reader.await(Duration.ZERO)).isFalse();

    var writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                store.append(lines(0, 1));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });

    assertThat(reader.await(Duration.ofSeconds(20))).isTrue();
    assertThat(drain(reader)).isEqualTo(lines(0, 1));
    writer.join();
  }
}
