package weftline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a user gets wrong, and what he is told.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
final class BadInputIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Installation installation = Installation.here();
  private DevFabric fabric;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    fabric = DevFabric.start(installation, installation.sample("hello"), folder);
  }

  @AfterAll
  void stop() {
    fabric.close();
  }

  @Test
  void brokenXmlIsNamedWithItsPlace(@TempDir Path folder) throws Exception {
    copyHello(folder, "java Web.java");
    Files.writeString(folder.resolve("ServiceDefinition.csdef"), "<ServiceDefinition name='x'>\n<");

    var outcome = installation.run(Map.of(), PATIENCE, "validate", folder.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.text()).contains("ServiceDefinition.csdef");
  }

  @Test
  void packageWithoutARolesFilesIsRefused(@TempDir Path folder) throws Exception {
    copyHello(folder, "java Web.java");
    Files.delete(folder.resolve("web").resolve("Web.java"));
    Files.delete(folder.resolve("web"));

    var outcome =
        installation.run(
            Map.of(), PATIENCE, "pack", folder.toString(), "-o", folder.resolve("x").toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.text()).contains("web");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java -version", "tail -f /dev/null"})
  void roleThatExitsOrNeverListensIsWaitedForInVain(String commandLine, @TempDir Path folder)
      throws Exception {
    copyHello(folder, commandLine);

    var outcome = fabric.wfl("deploy", folder.toString(), "--slot", "staging", "--timeout", "4s");

    assertThat(outcome.exitCode()).as(outcome.text()).isEqualTo(4);
    assertThat(outcome.text()).contains("web_IN_0");
    var deleted = fabric.wfl("delete", "hello", "--slot", "staging", "--yes");
    assertThat(deleted.exitCode()).as(deleted.text()).isZero();
  }

  @Test
  void secondFabricOnOneFolderIsRefusedWithTheOthersPid() throws Exception {
    var outcome =
        installation.run(
            Map.of(),
            PATIENCE,
            "dev",
            installation.sample("hello").toString(),
            "--data",
            fabric.data().toString(),
            "--port-offset",
            Integer.toString(Installation.freePortOffset()));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.text()).contains("pid");
  }

  @Test
  void takenManagementPortIsNamedWithItsOwner(@TempDir Path folder) throws Exception {
    var outcome =
        installation.run(
            Map.of(),
            PATIENCE,
            "dev",
            installation.sample("hello").toString(),
            "--data",
            folder.resolve("d").toString(),
            "--port-offset",
            Integer.toString(fabric.offset()));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.text()).contains("java (pid ");
  }

  private void copyHello(Path folder, String commandLine) throws IOException {
    Path hello = installation.sample("hello");
    Files.createDirectories(folder.resolve("web"));
    Files.copy(hello.resolve("web").resolve("Web.java"), folder.resolve("web").resolve("Web.java"));
    String configuration = "ServiceConfiguration.cscfg";
    Files.copy(hello.resolve(configuration), folder.resolve(configuration));
    String definition = Files.readString(hello.resolve("ServiceDefinition.csdef"));
    Files.writeString(
        folder.resolve("ServiceDefinition.csdef"),
        definition.replaceAll("commandLine=\"[^\"]*\"", "commandLine=\"" + commandLine + "\""));
  }
}
