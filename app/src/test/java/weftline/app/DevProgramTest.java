package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.FolderInUseException;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.JsonTree;
import weftline.storage.AccountKey;
import weftline.storage.Sas;

/// A whole fabric with real processes, started, stopped and started again.
class DevProgramTest {
  private static final int TRIES_MAX = 100_000;

  @TempDir Path folder;

  private Path service = Path.of("");
  private Path data = Path.of("");

  @BeforeEach
  void prepare() throws Exception {
    service = TestService.in(folder.resolve("service"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
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
      HttpAnswer answer = ask(HttpCall.get(management.resolve("/v1/services")));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).contains("small");
      HttpAnswer account =
          ask(
              HttpCall.put(
                  management.resolve("/v1/storage/accounts/shop"), new HttpCall.Content.None()));
      assertThat(account.status()).isEqualTo(201);
      assertThat(listing(config.ports().blob(), JsonTree.parse(account.body()))).isEqualTo(200);
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

  private HttpAnswer ask(HttpCall call) throws Exception {
    String token = Files.readString(data.resolve("token")).strip();
    try (HttpClient client = HttpClient.open()) {
      return client.send(call.with("Authorization", "Bearer " + token));
    }
  }

  /// Asks with a key of a new account until the storage has noticed that it is there.
  private static int listing(int port, JsonTree account) throws Exception {
    AccountKey key = AccountKey.of(account.at("key1").text().orElseThrow());
    String signature =
        new Sas("shop", key).forAccount("b", "s", "l", Instant.now().plusSeconds(600));
    URI uri = URI.create("http://127.0.0.1:%d/shop?comp=list&%s".formatted(port, signature));
    int status = 0;
    try (HttpClient client = HttpClient.open()) {
      for (int tries = 0; status != 200 && tries < TRIES_MAX; tries++) {
        status = client.send(HttpCall.get(uri)).status();
      }
    }
    return status;
  }
}
