package weftline.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file under `transcripts` must read the same after replay. `-Drewrite=true` writes today's
/// answers instead.
class TranscriptTest {
  private static final Path FOLDER = Path.of("src/test/resources/transcripts");

  static List<Path> transcripts() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void readsTheSame(Path file) throws IOException {
    String written = Files.readString(file);
    String replayed = Transcript.replay(written);
    if (Boolean.getBoolean("rewrite")) {
      Files.writeString(file, replayed);
      return;
    }
    assertEquals(written, replayed);
  }
}
