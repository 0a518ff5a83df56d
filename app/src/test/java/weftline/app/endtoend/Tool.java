package weftline.app.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A program of the operating system that does one thing and ends.
final class Tool {
  private Tool() {}

  /// Returns the lines that it wrote; throws what it said if it failed.
  static List<String> run(String... line) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("%s: %s".formatted(String.join(" ", line), said.strip()));
    }
    return said.lines().toList();
  }
}
