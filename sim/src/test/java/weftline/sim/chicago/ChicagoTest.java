package weftline.sim.chicago;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small data centre on its worst days.
class ChicagoTest {
  private static final int NODES = 2_000;
  private static final Gauges NO_GAUGES =
      new Gauges() {
        @Override
        public long nanos() {
          return 0;
        }

        @Override
        public long usedBytes() {
          return 0;
        }
      };

  @TempDir private Path folder;

  /// Every day ends well, or this fails.
  @Test
  void livesThroughAllOfThem() throws IOException {
    List<String> said = new ArrayList<>();
    Chronicle chronicle =
        Chicago.live(new ChicagoPlan(NODES, 1, trace(), 10), NO_GAUGES, said::add);

    assertThat(chronicle.days()).hasSize(5);
    assertThat(chronicle.instances()).isGreaterThan(500);
    assertThat(said)
        .anyMatch(line -> line.endsWith("deciding all that took 0.00 s of real time"))
        .anyMatch(line -> line.endsWith("the router is back; nothing was moved"))
        .anyMatch(line -> line.endsWith("every instance runs the new version"));
    assertThat(Picture.of(chronicle)).startsWith("<svg").contains("A container is lost");
  }

  @Test
  void readsWhatTenantsWanted() throws IOException {
    assertThat(Demand.read(trace("1,0,7,2,3.5,0,0,0", "2,0,7,2,3.5,0,0,0", "3,0,9,1,0.75,0,0,0")))
        .extracting(Demand::requests, as(LIST))
        .extracting(Object::toString)
        .containsExactly("Request[counts={Medium=2}]", "Request[counts={ExtraSmall=1}]");
  }

  @Test
  void theRecordThatComesWithTheSimulatorCanBeRead() throws IOException {
    Demand demand = Demand.read(Path.of("traces/azure_v1_dev.csv.gz"));

    assertThat(demand.requests()).hasSize(53_109);
    assertThat(demand.requests().stream().mapToInt(Demand.Request::instances).sum())
        .isEqualTo(259_159);
  }

  @Test
  void saysWhichLineItCannotRead() throws IOException {
    Path broken = trace("1,0,7,2,3.5,0,0,0", "2,0,seven,2,3.5,0,0,0");

    assertThatThrownBy(() -> Demand.read(broken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 3");
  }

  /// Deployments of one to six machines of three sizes.
  private Path trace() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int deployment = 0; deployment < 300; deployment++) {
      int cores = 1 << deployment % 3;
      for (int machine = 0; machine <= deployment % 6; machine++) {
        lines.add("%d,0,%d,%d,%d,0,0,0".formatted(lines.size(), deployment, cores, 2 * cores));
      }
    }
    return trace(lines.toArray(String[]::new));
  }

  private Path trace(String... lines) throws IOException {
    Path file = folder.resolve("trace.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      String text = "header\n" + String.join("\n", lines) + "\n";
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
