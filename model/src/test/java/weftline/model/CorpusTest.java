package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reads service models as people have published them. The files are not part of the project; the
/// test is skipped where they are absent.
class CorpusTest {
  private static final String FOLDER = "shared/data/servicemodels";

  private Path corpus = Path.of("");

  @BeforeEach
  void findCorpus() {
    Optional<Path> found = above(Path.of("").toAbsolutePath());
    assumeTrue(found.isPresent(), "no " + FOLDER + " beside or above the project");
    corpus = found.get();
  }

  @Test
  void verdictsAreAsRecorded() throws IOException {
    List<String> lines = Files.readAllLines(corpus.resolve("pairs.tsv"));
    List<String> wrong =
        lines.stream().skip(1).map(this::disagreement).flatMap(Optional::stream).toList();

    assertThat(lines).hasSizeGreaterThan(100);
    assertThat(wrong).isEmpty();
  }

  @Test
  void noFileBreaksTheReader() throws IOException {
    try (Stream<Path> files = Files.walk(corpus)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".csdef")).toList()) {
        assertThatCode(() -> ServiceModelReader.readDefinition(SourceText.read(file)))
            .as(file.toString())
            .doesNotThrowAnyException();
      }
    }
  }

  /// What the reader says other than the list does.
  private Optional<String> disagreement(String line) {
    String[] columns = line.split("\t", -1);
    if (columns[1].isEmpty()) {
      return Optional.empty();
    }
    ServiceModelReading reading = read(columns[1], columns[0]);
    boolean consistent = columns[2].equals("consistent");
    if (reading.hasErrors() != consistent) {
      return Optional.empty();
    }
    return Optional.of(
        "%s should be %s:%n%s"
            .formatted(
                columns[0],
                columns[2],
                String.join(
                    "\n",
                    reading.findings().stream()
                        .filter(Finding::isError)
                        .map(Finding::toString)
                        .toList())));
  }

  private ServiceModelReading read(String definition, String configuration) {
    try {
      return ServiceModelReader.read(
          SourceText.read(corpus.resolve(definition)),
          SourceText.read(corpus.resolve(configuration)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Optional<Path> above(Path start) {
    return Stream.iterate(start, each -> each != null, Path::getParent)
        .map(each -> each.resolve(FOLDER))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
