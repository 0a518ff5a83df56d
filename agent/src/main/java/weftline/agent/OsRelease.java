package weftline.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.model.OsOrder;

/// Reads from a file in the form of `os-release` which version of its operating system a machine
/// runs: that of its image, else that of the distribution.
public record OsRelease(Path file) {
  /// Where systems keep it.
  public static final OsRelease STANDARD = new OsRelease(Path.of("/etc/os-release"));

  private static final int BYTES_MAX = 64 << 10;
  private static final String IMAGE = "IMAGE_VERSION=";
  private static final String DISTRIBUTION = "VERSION_ID=";

  /// Nothing if there is no such file, or it says nothing that can be a version.
  public Optional<String> version() {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
      return Stream.of(IMAGE, DISTRIBUTION)
          .flatMap(key -> value(text, key).stream())
          .filter(OsOrder::isVersion)
          .findFirst();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> value(String text, String key) {
    return text.lines()
        .map(String::strip)
        .filter(line -> line.startsWith(key))
        .map(line -> unquoted(line.substring(key.length()).strip()))
        .findFirst();
  }

  private static String unquoted(String value) {
    boolean isQuoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }
}
