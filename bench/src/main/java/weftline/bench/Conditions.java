package weftline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// On what and how it is measured.
final class Conditions {
  private Conditions() {}

  static String text(Options options) {
    return "%d cores, %s, load %s at the start, %d rounds of %d s after %d s of warm-up, median"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            load(),
            options.rounds(),
            options.measured().toSeconds(),
            options.warmUp().toSeconds());
  }

  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    } catch (IOException _) {
      return "unknown";
    }
  }
}
