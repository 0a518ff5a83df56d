package weftline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Accounts as an operator makes and ends them, in a folder and in a fabric.
class StorageAccountCommandTest {
  private static final String ACCOUNT = "/v1/storage/accounts/shop";
  private static final String KEYS = "key1 AAAA\nkey2 BBBB\n";

  @TempDir Path home;

  @Test
  void anAccountFromItsMakingToItsEnd() {
    String made = inFolder("create", "shop");
    assertThat(made).matches("key1 \\S{88}\nkey2 \\S{88}\n");
    assertThat(inFolder("list")).isEqualTo("shop\n");
    assertThat(inFolder("keys", "shop")).isEqualTo(made);

    String renewed = inFolder("regenerate", "shop", "key2");
    assertThat(renewed.lines().findFirst()).isEqualTo(made.lines().findFirst());
    assertThat(renewed).isNotEqualTo(made);

    assertThat(inFolder("delete", "shop")).contains("gone");
    assertThat(inFolder("list")).isEmpty();
  }

  @Test
  void whatCannotBeFails() {
    assertThat(inFolder("keys", "nobody")).contains("no account nobody");
    assertThat(inFolder("create", "A")).contains("no name");
    assertThat(inFolder("create", "devstoreaccount1")).contains("loopback");
    assertThat(inFolder("regenerate", "nobody", "key1")).contains("no account nobody");
    assertThat(inFolder("delete", "nobody")).contains("no account nobody");
  }

  @Test
  void aFabricIsAskedByItsInterface() throws IOException {
    try (FakeFabric fabric = new FakeFabric()) {
      String account = "{\"name\":\"shop\",\"key1\":\"AAAA\",\"key2\":\"BBBB\"}";
      fabric.answer("PUT " + ACCOUNT, 201, account);
      fabric.answer("GET " + ACCOUNT, 200, account);
      fabric.answer("POST " + ACCOUNT + "/regenerate", 200, account);
      fabric.answer("DELETE " + ACCOUNT, 204, "");
      fabric.answer("GET /v1/storage/accounts", 200, "{\"accounts\":[\"mail\",\"shop\"]}");

      assertThat(at(fabric, "create", "shop")).isEqualTo(KEYS);
      assertThat(at(fabric, "keys", "shop")).isEqualTo(KEYS);
      assertThat(at(fabric, "regenerate", "shop", "key2")).isEqualTo(KEYS);
      assertThat(at(fabric, "delete", "shop")).contains("gone");
      assertThat(at(fabric, "list")).isEqualTo("mail\nshop\n");
      assertThat(fabric.asked())
          .contains("POST " + ACCOUNT + "/regenerate {\"key\":\"key2\"}", "DELETE " + ACCOUNT);
    }
  }

  @Test
  void aFabricMayNotKnowTheAccount() throws IOException {
    try (FakeFabric fabric = new FakeFabric()) {
      assertThat(at(fabric, "keys", "shop")).contains("no account shop");
      assertThat(at(fabric, "regenerate", "shop", "key1")).contains("no account shop");
      assertThat(at(fabric, "delete", "shop")).contains("no account shop");
    }
  }

  private String inFolder(String... words) {
    return run(Map.of(), "--data " + home.resolve("store"), words);
  }

  private String at(FakeFabric fabric, String... words) throws IOException {
    Path token = Files.writeString(home.resolve("token"), "secret");
    Map<String, String> environment =
        Map.of("WFL_ENDPOINT", fabric.endpoint(), "WFL_TOKEN_FILE", token.toString());
    return run(environment, "", words);
  }

  /// What was printed; the complaint if it failed.
  private String run(Map<String, String> environment, String option, String... words) {
    var out = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(print(out), print(out), InputStream.nullInputStream(), false, false, 100);
    Session session = new Session(terminal, environment, home, () -> Instant.EPOCH);
    String[] arguments = (String.join(" ", words) + " " + option).strip().split(" ");
    CommandLine command = StorageAccountCommand.of(session);
    CommandLines.execute(command, session, arguments);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream print(ByteArrayOutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }
}
