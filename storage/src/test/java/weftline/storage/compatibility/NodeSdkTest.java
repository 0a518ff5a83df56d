package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The official libraries for JavaScript against the services: runs the tests in `src/test/node`.
/// Needs Node.js and its packages, so it is part of the Maven profile `node` only.
@EnabledIfSystemProperty(named = "node.tests", matches = "true")
class NodeSdkTest {
  private static final Path TESTS = Path.of("src", "test", "node");
  private static final String CONNECTION = "STORAGE_CONNECTION";

  @Test
  void everyTestPasses(@TempDir Path folder) throws Exception {
    try (AllServices services = AllServices.serve(folder)) {
      assertThat(run(services.connectionString(), "npm", "test")).isZero();
    }
  }

  /// The ports of the emulator must be free, so this is for those who ask for it.
  @Test
  @EnabledIfSystemProperty(named = "node.ports", matches = "usual")
  void theShorthandOfTheEmulatorIsEnough(@TempDir Path folder) throws Exception {
    try (AllServices _ = AllServices.serveOnUsualPorts(folder)) {
      assertThat(run("UseDevelopmentStorage=true", "npm", "test")).isZero();
    }
  }

  private static int run(String connection, String... command)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(TESTS.resolve("node_modules"))) {
      assertThat(runOne(connection, "npm", "ci")).as("npm ci").isZero();
    }
    return runOne(connection, command);
  }

  /// Passes on what the command says line by line: the streams of this process belong to Maven.
  private static int runOne(String connection, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(TESTS.toFile());
    builder.environment().put(CONNECTION, connection);
    Process process = builder.redirectErrorStream(true).start();
    process.outputWriter().close();
    process.inputReader().lines().forEach(System.out::println);
    return process.waitFor();
  }
}
