package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What machines say of their operating system.
class OsReleaseTest {
  @TempDir private Path folder;

  @Test
  void theVersionOfTheDistributionIsRead() throws IOException {
    assertThat(read("NAME=\"Ubuntu\"\nVERSION_ID=\"24.04\"\n")).contains("24.04");
  }

  @Test
  void theVersionOfAnImageSaysMore() throws IOException {
    assertThat(read("VERSION_ID=42\n  IMAGE_VERSION='7.3-rc1'\n")).contains("7.3-rc1");
  }

  @Test
  void whatIsNoVersionIsNotBelieved() throws IOException {
    assertThat(read("VERSION_ID=\"; reboot\"\n")).isEmpty();
    assertThat(read("VERSION_ID=\n")).isEmpty();
    assertThat(read("NAME=nothing\n")).isEmpty();
  }

  @Test
  void withoutTheFileNobodyKnows() {
    assertThat(new OsRelease(folder.resolve("none")).version()).isEmpty();
  }

  private Optional<String> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("os-release"), text);
    return new OsRelease(file).version();
  }
}
