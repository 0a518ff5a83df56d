package weftline.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The text of a service model file with the name that findings call it by. Line ends are `\n`.
public record SourceText(String file, String text) {
  /// The longest text that is looked at, in characters.
  public static final int LENGTH_MAX = 4 * 1024 * 1024;

  public SourceText {
    text = text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /// Reads a file in UTF-8, or in UTF-16 with a byte order mark. What is beyond the limit is not
  /// read, so a reader refuses the text by its length.
  public static SourceText read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      Path name = path.getFileName();
      byte[] bytes = in.readNBytes(2 * LENGTH_MAX + 4);
      return of(name == null ? path.toString() : name.toString(), bytes);
    }
  }

  static SourceText of(String file, byte[] bytes) {
    return new SourceText(file, decode(bytes));
  }

  private static String decode(byte[] bytes) {
    String text = new String(bytes, charset(bytes));
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Charset charset(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    return startsWith(bytes, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }
}
