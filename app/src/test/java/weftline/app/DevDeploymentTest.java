package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.Controller;
import weftline.controller.MemoryLedger;
import weftline.controller.MemoryPackages;
import weftline.controller.Time;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// What `wfl dev` does with its folder, in the first run and in later ones.
class DevDeploymentTest {
  @TempDir Path folder;
  @TempDir Path spool;

  private final MemoryPackages packages = new MemoryPackages();
  private final Controller controller;
  private final Thread running;

  DevDeploymentTest() throws IOException {
    controller =
        Controller.open(new MemoryLedger(), new Time(InstantSource.system(), System::nanoTime));
    running = Thread.ofVirtual().start(controller::run);
  }

  @AfterEach
  void stop() throws InterruptedException {
    running.interrupt();
    running.join();
  }

  @Test
  void deploysTheFirstTime() throws IOException {
    assertThat(bring()).isInstanceOf(DevDeployment.Outcome.Deployed.class);
    assertThat(controller.state().deployment(new ServiceName("small"), Slot.PRODUCTION))
        .isPresent();
    try (var left = Files.list(spool)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void leavesTheSameAlone() throws IOException {
    bring();

    assertThat(bring()).isInstanceOf(DevDeployment.Outcome.Unchanged.class);
  }

  @Test
  void saysWhatDiffers() throws IOException {
    bring();
    TestService.greeting(folder, "Good morning");
    assertThat(again()).isEqualTo(List.of("configuration"));

    Files.writeString(folder.resolve("web").resolve("page.txt"), "good morning");
    assertThat(again()).isEqualTo(List.of("package", "configuration"));
  }

  @Test
  void saysWhatIsMissing(@TempDir Path empty) {
    assertThatThrownBy(() -> ServiceFolder.read(empty))
        .hasMessageContaining("There is no service in")
        .hasMessageContaining("wfl new web");
  }

  @Test
  void saysWhereTheServiceIsWrong() throws IOException {
    TestService.in(folder);
    Path definition = folder.resolve("ServiceDefinition.csdef");
    Files.writeString(definition, Files.readString(definition).replace("ExtraSmall", "Huge"));

    assertThatThrownBy(() -> ServiceFolder.read(folder))
        .hasMessageContaining("ServiceDefinition.csdef:")
        .hasMessageContaining("Huge");
  }

  private DevDeployment.Outcome bring() throws IOException {
    TestService.in(folder);
    return deployment();
  }

  private List<String> again() throws IOException {
    return deployment() instanceof DevDeployment.Outcome.Different(_, var differences)
        ? differences
        : List.of();
  }

  private DevDeployment.Outcome deployment() throws IOException {
    return new DevDeployment(controller, packages, spool).bring(ServiceFolder.read(folder));
  }
}
