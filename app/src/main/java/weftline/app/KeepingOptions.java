package weftline.app;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import weftline.storage.Retention;
import weftline.storage.Settings;

/// What of blobs and containers is kept when they are replaced or deleted, as far as clients cannot
/// set it on the wire.
final class KeepingOptions {
  @Option(names = "--blob-versions", description = "Keep every state of every blob as a version.")
  private boolean versions;

  @Option(
      names = "--keep-containers",
      paramLabel = "DAYS",
      description = "Let deleted containers come back for so many days.")
  private Optional<Integer> containerDays = Optional.empty();

  Retention retention(Settings settings) {
    return settings.retention(versions, containerDays.map(Duration::ofDays));
  }
}
