package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.model.Generation;
import weftline.model.InstanceStatus;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.RoleNumbers;
import weftline.net.Json;

/// What a role may put where its numbers are expected.
@Timeout(20)
class MetricsFileTest {
  private final Path file;
  private final MetricsFile metrics;

  MetricsFileTest(@TempDir Path folder) {
    this.file = folder.resolve("metrics");
    this.metrics = new MetricsFile(file);
  }

  @Test
  void nothingIsWrongWithARoleThatSaysNothing() {
    assertThat(metrics.read()).isEmpty();
    assertThat(metrics.numbers()).isEmpty();
  }

  @Test
  void readsNumbersByTheirNames() throws IOException {
    assertThat(read("orders-waiting 17\nzero 0\nlast\t5")).isEmpty();
    assertThat(metrics.numbers())
        .contains(new RoleNumbers(Map.of("orders-waiting", 17, "zero", 0, "last", 5)));
  }

  @Test
  void whatIsSaidNoMoreIsForgotten() throws IOException {
    read("a 1\nb 2");

    read("b 3");
    assertThat(metrics.numbers()).contains(new RoleNumbers(Map.of("b", 3)));

    Files.delete(file);
    metrics.read();
    assertThat(metrics.numbers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"99,99", "100,100", "101,110", "1500,1500", "1501,1600", "999999999,1000000000"})
  void smallChangesOfGreatNumbersAreNone(int said, int seen) throws IOException {
    read("a " + said);

    assertThat(metrics.numbers().flatMap(all -> all.number("a"))).contains(seen);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "word",
        "A 1",
        "a -1",
        "a 1.5",
        "a 1234567890",
        "a 1 2",
        " a 1",
        "",
        "1 1",
        "\u00e4 1"
      })
  void aLineThatIsWrongIsToldOnceAndTheOthersCount(String line) throws IOException {
    String text = "good 1\n" + line + "\nbetter 2\n";

    assertThat(read(text)).hasValueSatisfying(told -> assertThat(told).startsWith("line 2 is not"));
    assertThat(metrics.numbers()).contains(new RoleNumbers(Map.of("good", 1, "better", 2)));
    assertThat(read(text)).isEmpty();
  }

  @Test
  void namesBeyondTheMostAreLeftOut() throws IOException {
    String text =
        IntStream.rangeClosed(0, RoleNumbers.NAMES_MAX)
            .mapToObj(number -> "n%d 1\n".formatted(number))
            .collect(Collectors.joining());

    assertThat(read(text)).contains("line 17 is one name too many; the most is 16");
    assertThat(metrics.numbers().orElseThrow().value()).hasSize(RoleNumbers.NAMES_MAX);
  }

  @Test
  void aFileThatIsTooLongSaysNothing() throws IOException {
    String line = "a 1\n";
    String longest = line.repeat(MetricsFile.BYTES_MAX / line.length());

    assertThat(read(longest)).isEmpty();
    assertThat(metrics.numbers()).isPresent();
    assertThat(read(longest + line)).contains("it is longer than 4096 bytes");
    assertThat(metrics.numbers()).isEmpty();
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path other = Files.writeString(file.resolveSibling("other"), "a 1\n");
    Files.createSymbolicLink(file, other);

    assertThat(metrics.read())
        .hasValueSatisfying(told -> assertThat(told).startsWith("it cannot be read"));
    assertThat(metrics.numbers()).isEmpty();
  }

  @Test
  void nobodyWaitsForAPipe() throws IOException {
    Posix.makePipe(file);

    metrics.read();

    assertThat(metrics.numbers()).isEmpty();
  }

  @Test
  void aFolderIsToldOf() throws IOException {
    Files.createDirectory(file);

    assertThat(metrics.read()).isPresent();
  }

  @Test
  void aReportWithNumbersIsReadAsItWasWritten() throws IOException {
    read("a 1\nb 2");
    InstanceReport instance =
        new InstanceReport(
            Goals.running("").id(),
            1,
            InstanceStatus.READY,
            0,
            "",
            Optional.of(10),
            metrics.numbers());
    NodeReport report = new NodeReport(Goals.NODE, Generation.ZERO, List.of(instance));

    assertThat(Json.text(report)).contains("\"numbers\":{\"a\":1,\"b\":2}");
    assertThat(Json.read(Json.write(report), NodeReport.class)).isEqualTo(report);
  }

  private Optional<String> read(String text) throws IOException {
    Files.writeString(file, text);
    return metrics.read();
  }
}
