package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.FolderInUseException;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.JsonTree;

/// A whole fabric with real processes, started, stopped and started again.
class DevProgramTest {
  @TempDir Path folder;

  private Path service = Path.of("");
  private Path data = Path.of("");

  @BeforeEach
  void prepare() throws Exception {
    service = TestService.in(folder.resolve("service"));
    data = folder.resolve("data");
  }

  @Test
  void runsAServiceAndTellsWhereEverythingIs() throws Exception {
    DevConfig config = DevFabric.config(service, data);
    try (DevFabric fabric = DevFabric.start(config)) {
      assertThat(fabric.awaitReady())
          .contains("Deploying small from " + service)
          .contains("small-1/web_IN_0 is ready")
          .contains("op-1 succeeded");

      JsonTree ready = JsonTree.parse(Files.readAllBytes(data.resolve("ready.json")));
      URI management = URI.create(ready.at("management").text().orElseThrow());
      assertThat(management.getPort()).isEqualTo(config.ports().management());
      HttpAnswer answer = services(management, Files.readString(data.resolve("token")).strip());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).contains("small");
    }
  }

  @Test
  void comesBackWithWhatItHad() throws Exception {
    DevConfig config = DevFabric.config(service, data);
    try (DevFabric fabric = DevFabric.start(config)) {
      fabric.awaitReady();
    }

    try (DevFabric fabric = DevFabric.start(config)) {
      assertThat(fabric.awaitReady())
          .contains("small is deployed already")
          .doesNotContain("is lost");
    }
  }

  @Test
  void refusesASecondFabricOnItsFolder() throws Exception {
    DevConfig config = DevFabric.config(service, data);
    try (DevFabric fabric = DevFabric.start(config)) {
      fabric.awaitReady();

      assertThatThrownBy(() -> DevFabric.start(config).awaitReady())
          .hasCauseInstanceOf(FolderInUseException.class)
          .hasMessageContaining("in use by pid " + ProcessHandle.current().pid());
    }
  }

  private static HttpAnswer services(URI management, String token) throws Exception {
    try (HttpClient client = HttpClient.open()) {
      return client.send(
          HttpCall.get(management.resolve("/v1/services"))
              .with("Authorization", "Bearer " + token));
    }
  }
}
