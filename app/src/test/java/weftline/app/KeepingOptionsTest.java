package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import weftline.kv.MemoryStore;
import weftline.storage.Retention;
import weftline.storage.Settings;

/// What the command line says of keeping.
class KeepingOptionsTest {
  @Test
  void keepsNothingUnlessTold() {
    Retention retention = retention();

    assertThat(retention.versions("me")).isFalse();
    assertThat(retention.blobs("me")).isEmpty();
    assertThat(retention.containers("me")).isEmpty();
  }

  @Test
  void keepsVersionsAndContainers() {
    Retention retention = retention("--blob-versions", "--keep-containers", "7");

    assertThat(retention.versions("me")).isTrue();
    assertThat(retention.containers("me")).contains(Duration.ofDays(7));
  }

  private static Retention retention(String... arguments) {
    Asked asked = CommandLine.populateCommand(new Asked(), arguments);
    return asked.keeping.retention(new Settings(new MemoryStore()));
  }

  /// A command that has nothing but these options.
  @Command
  private static final class Asked {
    @Mixin private final KeepingOptions keeping = new KeepingOptions();
  }
}
