package weftline.bench.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A short trace through the real mind and through its peer.
class PackingTest {
  @TempDir private Path folder;

  @Test
  void playsTheTraceTwice() throws Exception {
    List<Figure> figures = new ArrayList<>();

    new Packing().measure(new Bench(options(trace())), figures::add);

    assertThat(figures)
        .extracting(Figure::name)
        .contains(
            "packing: hosts needed for each of the lower bound",
            "packing by CloudSim Plus best fit: hosts needed for each of the lower bound");
    assertThat(figures.getFirst().value()).isEqualTo(1);
    assertThat(figures.getFirst().json()).contains("\"met\":true");
  }

  @Test
  void saysNothingWithoutATrace() throws Exception {
    List<Figure> figures = new ArrayList<>();

    new Packing().measure(new Bench(options(folder.resolve("none"))), figures::add);

    assertThat(figures).isEmpty();
  }

  private static FabricOptions options(Path trace) {
    return new FabricOptions("", true, trace, trace, Path.of("wfl"));
  }

  private Path trace() throws IOException {
    Path file = folder.resolve("trace.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          "vm_id,arrive_s,deployment_id,cores,mem_gb,life_lo_s,life_hi_s,censored\n"
              .getBytes(StandardCharsets.UTF_8));
      for (int vm = 0; vm < 100; vm++) {
        String line = "%d,%d,1,%d,1.75,0,900,0%n".formatted(vm, 10 * vm, 1 + vm % 2);
        out.write(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }
}
