package weftline.bench.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample as users would have it.
class CompiledSampleTest {
  private static final Path HELLO = Path.of("..", "samples", "hello");

  @TempDir Path folder;

  @Test
  void itsRoleIsCompiledAndStartedSo() throws IOException {
    Path compiled = CompiledSample.in(HELLO, folder.resolve("hello"));

    assertThat(compiled.resolve("web/Web.class")).exists();
    assertThat(compiled.resolve("web/Web.java")).doesNotExist();
    assertThat(compiled.resolve("ServiceConfiguration.cscfg")).exists();
    assertThat(Files.readString(compiled.resolve("ServiceDefinition.csdef")))
        .contains(" -cp . Web\"")
        .doesNotContain("Web.java");
  }

  @Test
  void whatCannotBeCompiledIsToldOf() throws IOException {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    for (String text : new String[] {"ServiceDefinition.csdef", "ServiceConfiguration.cscfg"}) {
      Files.copy(HELLO.resolve(text), broken.resolve(text));
    }
    Files.createDirectories(broken.resolve("web"));
    Files.writeString(broken.resolve("web/Web.java"), "void main( {}");

    assertThatThrownBy(() -> CompiledSample.in(broken, folder.resolve("hello")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Web.java");
  }
}
