package weftline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody is told who has mistyped, asked for what is not there, or asked the wrong fabric.
class MisuseTest {
  private static final String SHOP =
      """
      {"name": "shop", "deployments": [{"id": "d1", "slot": "production", "label": "v1",
       "state": "running", "createdAt": "2026-11-21T08:00:00Z", "updateDomains": 2,
       "addresses": [], "roles": [{"name": "web", "vmSize": "Small", "wanted": 2, "ready": 2,
       "instances": []}]}]}
      """;

  @TempDir Path home = Path.of("");

  private final FakeFabric fabric = new FakeFabric();

  MisuseTest() throws IOException {}

  @BeforeEach
  void answers() {
    fabric.answer("GET /v1/services", 200, "[" + SHOP + "]");
    fabric.answer("GET /v1/services/shop", 200, SHOP);
    fabric.answer("GET /v1/operations", 200, "[]");
  }

  @AfterEach
  void close() {
    fabric.close();
  }

  @Test
  void aMistypedVerbIsNotFarFromWhatWasMeant() {
    CommandRun run = run("statsu");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("'wfl' has no verb 'statsu'").containsPattern("mean .*status");
    assertThat(run("nodes", "faluty", "n1").err())
        .contains("'wfl nodes' has no verb 'faluty'")
        .containsPattern("mean .*faulty");
  }

  @Test
  void aMistypedOptionIsNotFarFromWhatWasMeant() {
    assertThat(run("deploy", "shop", "--slto", "staging").err())
        .contains("'wfl deploy' has no option '--slto'")
        .containsPattern("mean .*--slot");
    assertThat(run("swap", "shop", "shop").err()).contains("'wfl swap' does not take 'shop'");
  }

  @Test
  void numbersAndTimesAreSpokenOfInWords() {
    assertThat(run("state", "rollback", "--to", "abc").err()).contains("'abc' is no whole number");
    assertThat(run("sim", "--seeds", "3000000000").err()).contains("'3000000000' is too large");
    CommandRun tomorrow = run("state", "at", "tomorrow");
    assertThat(tomorrow.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(tomorrow.err()).contains("'tomorrow' is no time; write it like 2026-");
  }

  @Test
  void aTimeBeforeAnythingHappenedSaysSo() {
    fabric.answer(
        "GET /v1/state?at=2026-11-20T00%3A00%3A00Z",
        200, "{\"event\": 0, \"at\": \"1970-01-01T00:00:00Z\", \"nodes\": [], \"services\": []}");

    assertThat(run("state", "at", "2026-11-20T00:00:00Z").out())
        .isEqualTo("Nothing had happened by then.\n");
  }

  @Test
  void noLogLinesAreNoSilence() {
    fabric.answer("GET /v1/logs/shop?role=wbe", 200, "");

    CommandRun run = run("logs", "shop", "--role", "wbe");
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Nothing was written that fits; the roles of shop are: web");
  }

  @Test
  void aServiceThatRunsIsDataToo() {
    assertThat(run("wait", "shop").out()).isEqualTo("shop runs\n");
    assertThat(run("wait", "shop", "-o", "json").out()).startsWith("{").contains("\"shop\"");
  }

  @Test
  void whoSpeaksAnotherLanguageIsNotSaidToBeAway() throws IOException {
    CommandRun encrypted = asked("https", "HTTP/1.1 400 Bad Request\r\n\r\n");
    assertThat(encrypted.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(encrypted.err()).contains("perhaps it speaks http:");

    assertThat(asked("http", "").err()).contains("perhaps it speaks https");
  }

  /// Of somebody who says the same whatever is asked, and hangs up.
  private CommandRun asked(String scheme, String answer) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> hangUp(server, answer));
      String endpoint = "%s://127.0.0.1:%d".formatted(scheme, server.getLocalPort());
      return CommandRun.of(home, endpoint, "status");
    }
  }

  private static void hangUp(ServerSocket server, String answer) {
    while (!server.isClosed()) {
      try (Socket caller = server.accept()) {
        caller.getInputStream().read(new byte[1_024]);
        caller.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException _) {
        return; // the test is over
      }
    }
  }

  @Test
  void theTokenOfTheDevelopmentFabricIsForNobodyElse() throws IOException {
    Path dev = Files.createDirectories(home.resolve(".weftline/dev"));
    Files.writeString(dev.resolve("token"), "secret-of-this-machine");
    Files.writeString(dev.resolve("endpoint"), "http://127.0.0.1:7400");
    run("status");
    assertThat(fabric.shown()).isEmpty();

    Files.writeString(dev.resolve("endpoint"), fabric.endpoint());
    run("status");
    String byName = fabric.endpoint().replace("127.0.0.1", "localhost");
    CommandRun.of(home, byName, "status");
    assertThat(fabric.shown()).hasSize(2).containsOnly("Bearer secret-of-this-machine");
  }

  @Test
  void aTokenThatIsNamedIsShownWhereverOneAsks() throws IOException {
    Path token = Files.writeString(home.resolve("token"), "secret-of-that-fabric");
    Map<String, String> environment =
        Map.of("WFL_ENDPOINT", fabric.endpoint(), "WFL_TOKEN_FILE", token.toString());
    CommandRun.at(home, environment, () -> CommandRun.NOW, "status");

    assertThat(fabric.shown()).containsExactly("Bearer secret-of-that-fabric");
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(home, fabric.endpoint(), arguments);
  }
}
