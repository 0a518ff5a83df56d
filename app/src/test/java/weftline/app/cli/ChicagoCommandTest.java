package weftline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChicagoCommandTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aSmallOneIsLivedThroughAndDrawn() throws IOException {
    Path picture = folder.resolve("chicago.svg");

    CommandRun run =
        run(
            "sim",
            "chicago",
            "--nodes=400",
            "--fill=20",
            "--tenants=" + tenants(),
            "--picture=" + picture);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Every day has ended well");
    assertThat(picture).content().contains("A power feed is lost");
  }

  @Test
  void withoutTenantsThereIsNothingToDo() {
    CommandRun run = run("sim", "chicago", "--tenants=" + folder.resolve("nowhere"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--tenants");
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(folder, "", arguments);
  }

  private Path tenants() throws IOException {
    Path file = folder.resolve("tenants.csv.gz");
    StringBuilder lines = new StringBuilder("header\n");
    for (int machine = 0; machine < 400; machine++) {
      lines.append("%d,0,%d,2,3.5,0,0,0%n".formatted(machine, machine / 4));
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
