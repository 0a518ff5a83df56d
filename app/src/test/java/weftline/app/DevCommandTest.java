package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.app.cli.Session;

/// What is asked of `wfl dev` that it cannot do.
class DevCommandTest {
  private static final int USAGE = 64;
  private static final int FAILED = 1;

  @TempDir Path folder;

  @Test
  void refusesAFabricWithoutNodes() {
    assertThat(dev("--nodes", "0")).isEqualTo(USAGE);
  }

  @Test
  void refusesMoreFaultDomainsThanNodes() {
    assertThat(dev("--nodes", "2", "--fault-domains", "3")).isEqualTo(USAGE);
  }

  @Test
  void refusesAnOffsetThatIsTooLarge() {
    assertThat(dev("--port-offset", "60000")).isEqualTo(USAGE);
  }

  @Test
  void failsWithoutAService() {
    assertThat(dev(folder.resolve("nothing").toString())).isEqualTo(FAILED);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void failsOnABrokenServiceBeforeAnythingIsStarted() throws IOException {
    Path service = TestService.in(folder.resolve("service"));
    Files.writeString(service.resolve("ServiceDefinition.csdef"), "<ServiceDefinition");

    assertThat(dev(service.toString())).isEqualTo(FAILED);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  private int dev(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "dev";
    arguments[1] = "--data";
    arguments[2] = folder.resolve("data").toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return Main.run(Session.ofSystem(), arguments);
  }
}
