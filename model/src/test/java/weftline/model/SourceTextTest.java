package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTextTest {
  @TempDir Path folder = Path.of("");

  @Test
  void readsEveryEncodingThatToolsWrite() throws IOException {
    assertThat(read(StandardCharsets.UTF_8, "")).isEqualTo("grün");
    assertThat(read(StandardCharsets.UTF_8, "\uFEFF")).isEqualTo("grün");
    assertThat(read(StandardCharsets.UTF_16LE, "\uFEFF")).isEqualTo("grün");
    assertThat(read(StandardCharsets.UTF_16BE, "\uFEFF")).isEqualTo("grün");
  }

  @Test
  void aUtf16DeclarationDoesNotConfuseTheReader() throws IOException {
    String text = Samples.DEFINITION.replace("utf-8", "utf-16");
    Path file = write(StandardCharsets.UTF_16LE, "\uFEFF" + text);

    ServiceModelReading reading = ServiceModelReader.readDefinition(SourceText.read(file));

    assertThat(reading.findings()).isEmpty();
  }

  @Test
  void lineEndsAreAllTheSame() {
    assertThat(new SourceText("a", "1\r\n2\r3\n").text()).isEqualTo("1\n2\n3\n");
  }

  @Test
  void placesAreRightWhateverTheLineEnds() {
    String broken = Samples.DEFINITION.replace("vmsize=\"ExtraSmall\"", "vmsize=\"Tiny\"");
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      Finding finding =
          ServiceModelReader.readDefinition(new SourceText("a", broken.replace("\n", end)))
              .findings()
              .getFirst();
      assertThat(finding.line()).isEqualTo(7);
      assertThat(finding.column()).isEqualTo(23);
    }
  }

  @Test
  void aHugeFileIsRefusedWithoutParsingIt() {
    String huge = "<a>" + " ".repeat(SourceText.LENGTH_MAX) + "</a>";

    assertThat(ServiceModelReader.readDefinition(new SourceText("a", huge)).findings())
        .singleElement()
        .extracting(Finding::message)
        .isEqualTo("the file is longer than 4,194,304 characters");
  }

  @Test
  void manyErrorsAreNotMoreThanSoMany() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < 5_000; i++) {
      out.write("<Unknown />".getBytes(StandardCharsets.UTF_8));
    }
    String text =
        Samples.DEFINITION.replace(
            "<LoadBalancerProbes>", out.toString(StandardCharsets.UTF_8) + "<LoadBalancerProbes>");

    assertThat(ServiceModelReader.readDefinition(new SourceText("a", text)).findings())
        .hasSize(Findings.MAX);
  }

  private String read(Charset charset, String before) throws IOException {
    return SourceText.read(write(charset, before + "grün")).text();
  }

  private Path write(Charset charset, String text) throws IOException {
    return Files.write(folder.resolve("a.csdef"), text.getBytes(charset));
  }
}
