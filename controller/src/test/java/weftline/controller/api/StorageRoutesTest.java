package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.JsonTree;

/// The accounts of a fabric's storage, as operators see and change them.
class StorageRoutesTest {
  private static final String ACCOUNTS = "/v1/storage/accounts";
  private static final String SHOP = ACCOUNTS + "/shop";

  @TempDir Path folder;

  @Test
  void anAccountFromItsMakingToItsEnd() throws Exception {
    try (var running = RunningApi.with(folder, Optional.of(new PlayedAccounts()))) {
      HttpAnswer made = running.send(put(running, SHOP));
      assertThat(made.status()).isEqualTo(201);
      assertThat(made.headers().first("Cache-Control")).contains("no-store");
      assertThat(running.send(put(running, SHOP)).status()).isEqualTo(200);
      assertThat(running.get(SHOP).body()).isEqualTo(made.body());
      assertThat(running.get(ACCOUNTS).text()).isEqualTo("{\"accounts\":[\"shop\"]}");

      HttpAnswer renewed = running.post(SHOP + "/regenerate", Map.of("key", "key2"));
      assertThat(key(renewed, "key1")).isEqualTo(key(made, "key1"));
      assertThat(key(renewed, "key2")).isNotEqualTo(key(made, "key2"));

      assertThat(running.send(HttpCall.delete(running.uri(SHOP))).status()).isEqualTo(204);
      assertThat(running.get(SHOP).status()).isEqualTo(404);
    }
  }

  @Test
  void saysWhyNot() throws Exception {
    try (var running = RunningApi.with(folder, Optional.of(new PlayedAccounts()))) {
      running.send(put(running, SHOP));

      assertThat(running.send(put(running, ACCOUNTS + "/ab")).status()).isEqualTo(400);
      assertThat(running.send(put(running, ACCOUNTS + "/ab")).text()).contains("too short");
      assertThat(running.post(SHOP + "/regenerate", Map.of("key", "key3")).status()).isEqualTo(400);
      assertThat(running.post(SHOP + "/regenerate", Map.of()).status()).isEqualTo(400);
      assertThat(running.post(ACCOUNTS + "/none/regenerate", Map.of("key", "key1")).status())
          .isEqualTo(404);
      assertThat(running.send(HttpCall.delete(running.uri(ACCOUNTS + "/none"))).status())
          .isEqualTo(404);
    }
  }

  @Test
  void nobodyElseSeesAKey() throws Exception {
    try (var running = RunningApi.with(folder, Optional.of(new PlayedAccounts()))) {
      running.send(put(running, SHOP));

      assertThat(running.sendAsNobody(HttpCall.get(running.uri(SHOP))).status()).isEqualTo(401);
      assertThat(running.sendAsNobody(put(running, SHOP)).status()).isEqualTo(401);
      assertThat(new StorageAccount("shop", "1", "2")).hasToString("StorageAccount[shop]");
    }
  }

  @Test
  void aFabricMayHaveNoStorageOfItsOwn() throws Exception {
    try (var running = RunningApi.in(folder)) {
      HttpAnswer answer = running.get(ACCOUNTS);

      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text()).contains("NoStorage", "--storage DIR");
    }
  }

  private static HttpCall put(RunningApi running, String path) {
    return HttpCall.put(running.uri(path), new HttpCall.Content.None());
  }

  private static String key(HttpAnswer answer, String name) throws IOException {
    return JsonTree.parse(answer.body()).at(name).text().orElseThrow();
  }
}
