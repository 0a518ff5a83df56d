package weftline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FabricCommandsTest {
  private static final String RUNNING = operation("running", "\"reason\": \"\"");
  private static final String DONE = operation("succeeded", "\"reason\": \"\"");

  private static final String SHOP =
      """
      {"name": "shop", "deployments": [{"id": "d1", "slot": "production", "label": "v1",
       "state": "running", "createdAt": "2026-11-21T08:00:00Z", "updateDomains": 2,
       "addresses": [{"role": "web", "endpoint": "http", "protocol": "http",
         "address": "127.0.0.1", "port": 8080}],
       "roles": [{"name": "web", "vmSize": "Small", "wanted": 2, "ready": 1, "instances": [
         {"name": "web_IN_0", "status": "ready", "node": "node-1", "faultDomain": 0,
          "updateDomain": 0, "label": "v1", "failures": 0, "detail": ""},
         {"name": "web_IN_1", "status": "failed", "node": "node-2", "faultDomain": 1,
          "updateDomain": 1, "label": "v1", "failures": 2, "detail": "exited with 1"}]}]}]}
      """;

  private static final String NODES =
      """
      [{"id": "node-1", "address": "127.0.1.1", "faultDomain": 0, "presence": "up",
        "drained": false, "total": {"milliCores": 8000, "memoryMegabytes": 14336,
        "diskMegabytes": 204800}, "free": {"milliCores": 7000, "memoryMegabytes": 12544,
        "diskMegabytes": 102400}, "instances": ["shop/production/web_IN_0"],
        "condition": "suspect", "reason": "it was lost 3 times"},
       {"id": "node-2", "address": "127.0.1.2", "faultDomain": 1, "presence": "lost",
        "drained": false, "total": {"milliCores": 8000, "memoryMegabytes": 14336,
        "diskMegabytes": 204800}, "free": {"milliCores": 8000, "memoryMegabytes": 12544,
        "diskMegabytes": 102400}, "instances": [], "condition": "ready", "reason": ""}]
      """;

  @TempDir Path folder = Path.of("");

  private FakeFabric fabric = fake();

  @BeforeEach
  void answers() {
    fabric.answer("GET /v1/services", 200, "[" + SHOP + "]");
    fabric.answer("GET /v1/services/shop", 200, SHOP);
    fabric.answer("GET /v1/nodes", 200, NODES);
  }

  @AfterEach
  void close() {
    fabric.close();
  }

  @Test
  void statusIsATable() {
    assertThat(run("status").out())
        .isEqualTo(
            """
            SERVICE  SLOT        VERSION  INSTANCES  STATE    UPGRADE  ADDRESS                 AGE
            shop     production  v1       1/2        running  -        http://127.0.0.1:8080/  1h
            """);
  }

  @Test
  void oneServiceIsShownByItsInstances() {
    assertThat(run("status", "sh").out())
        .isEqualTo(
            """
            shop/production  v1  running  1/2 ready \s
              http://127.0.0.1:8080/  web/http
                INSTANCE  STATUS  NODE    FD  UD  VERSION  DETAIL
             ✔  web_IN_0  ready   node-1  0   0   v1
             ✖  web_IN_1  failed  node-2  1   1   v1       exited with 1
            """);
  }

  @Test
  void nothingIsAnEmptyListInJson() {
    try (FakeFabric empty = fake()) {
      empty.answer("GET /v1/services", 200, "[]");
      CommandRun run = CommandRun.of(folder, empty.endpoint(), "status", "-o", "json");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out().replaceAll("\\s", "")).isEqualTo("[]");
    }
  }

  @Test
  void theMapHasFaultDomainsAcrossAndUpdateDomainsDown() {
    assertThat(run("map").out())
        .isEqualTo(
            """
            shop/production  v1
                   FD0      FD1
              UD0  web/0 ✔  ·
              UD1  ·        web/1 ✖

            """);
  }

  @Test
  void nodesAreATable() {
    assertThat(run("nodes").out())
        .contains("node-1  0   suspect: it was lost 3 times  7.00 of 8.00")
        .contains("node-2  1   lost ");
  }

  @Test
  void problemsAreATableAndMayBeNone() {
    fabric.answer(
        "GET /v1/problems",
        200,
        """
        [{"urgency": "now", "subject": "fabric", "what": "healing stands still",
          "cure": "mend the network"}]
        """,
        "[]");

    assertThat(run("problems").out())
        .isEqualTo(
            """
            URGENCY  SUBJECT  PROBLEM
            now      fabric   healing stands still; mend the network
            """);
    assertThat(run("problems").out()).contains("Nothing is wrong.");
  }

  @Test
  void controllersSayHowTheyDoAndWhatTheyRead() {
    fabric.answer(
        "GET /v1/controllers",
        200,
        """
        [{"name": "c1", "address": "h1:7400", "role": "primary", "health": "well",
          "version": "1.2", "reads": 2, "level": 1, "heard": "PT0S"},
         {"name": "c2", "address": "h2:7400", "role": "secondary", "health": "silent",
          "version": "", "reads": 0, "level": 1}]
        """,
        "[]");

    assertThat(run("controllers").out())
        .isEqualTo(
            """
            CONTROLLER  ADDRESS  ROLE       HEALTH  HEARD    VERSION  READS
            c1          h1:7400  primary    well    0 s ago  1.2      up to level 2
            c2          h2:7400  secondary  silent  never
            The fabric is at level 1.
            """);
    assertThat(run("controllers").out()).contains("One controller, alone.");
  }

  @Test
  void whatSomebodyKnowsOfANodeIsSaid() {
    fabric.answer("POST /v1/nodes/node-1/repaired", 202, "{\"findings\": []}");

    assertThat(run("nodes", "repaired", "node-1").out()).contains("node-1: repaired");
    assertThat(run("nodes", "faulty", "--help").out()).contains("wfl nodes faulty node-3");
  }

  @Test
  void aNodeThatIsGoneIsTakenOffTheList() {
    fabric.answer("POST /v1/nodes/node-1/remove", 202, "{\"findings\": []}");

    assertThat(run("nodes", "remove", "node-1").out()).contains("node-1: remove");
  }

  @Test
  void growingBeyondTheRoomThereIsEndsLikeADeploymentThatHasNone() {
    fabric.answer("GET /v1/services/shop", 404, "{}");
    fabric.answer(
        "POST /v1/services/shop/slots/production/scale",
        409,
        """
        {"error": {"code": "NoRoom", "message": "no room for web_IN_2", "cure": "1 more node"}}
        """);

    CommandRun scale = run("scale", "shop", "web=3", "--force");

    assertThat(scale.exitCode()).isEqualTo(ExitCode.UNPLACEABLE);
    assertThat(scale.err()).contains("no room for web_IN_2").contains("1 more node");
  }

  @Test
  void containersAreATableAndCanBeTakenOut() {
    fabric.answer("POST /v1/containers/c1/withdraw", 202, "{\"findings\": []}");
    fabric.answer(
        "GET /v1/containers",
        200,
        """
        [{"name": "c1", "state": "out", "nodes": 40, "faulty": 9, "offline": 31,
          "reason": "ann wants it out"}]
        """);

    assertThat(run("containers", "--withdraw", "c1").out())
        .isEqualTo(
            """
            CONTAINER  STATE  NODES  FAULTY  OFFLINE  REASON
            c1         out    40     9       31       ann wants it out
            """);
  }

  @Test
  void silentNodesAreGivenUpOnRequest() {
    fabric.answer("GET /v1/nodes", 200, NODES.replace("lost\"", "silent\""));
    run("nodes");
    fabric.answer("POST /v1/nodes/accept-loss", 202, "{\"findings\": []}");

    assertThat(run("nodes", "accept-loss", "--yes").out()).contains("Given up: node-2");
  }

  @Test
  void aDeploymentIsUploadedAskedForAndWatched() {
    run("new", "web", folder.resolve("shop").toString());
    fabric.answer("POST /v1/services/shop/slots/production/deploy", 202, accepted());
    fabric.answer("GET /v1/operations/op-7?wait=1", 200, RUNNING, DONE);
    // The name of the package is its hash, which the fake learns from the first attempt.
    CommandRun refused = deploy();
    String upload =
        fabric.asked().stream().filter(each -> each.startsWith("PUT")).findFirst().orElseThrow();
    fabric.answer(upload, 201, "");

    CommandRun run = deploy();

    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("operation op-7")
        .contains("web_IN_1 failed on node-2  exited with 1")
        .contains("✔ deploy shop/production done")
        .contains("http://127.0.0.1:8080/");
    assertThat(fabric.asked())
        .anySatisfy(asked ->
            assertThat(asked)
                .startsWith("POST /v1/services/shop/slots/production/deploy")
                .contains("\"label\":\"v1\"")
                .contains("serviceName="));
  }

  @Test
  void aChangeIsWatchedWhileTheControllersChooseAPrimary() {
    fabric.answer("POST /v1/services/shop/slots/production/rollback", 202, accepted());
    fabric.answer("GET /v1/operations/op-7?wait=1", 503, "{\"error\": {\"message\": \"none\"}}");
    fabric.answer("GET /v1/operations/op-7?wait=1", 200, DONE);

    CommandRun run = run("rollback", "shop");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("the fabric does not answer; trying again").contains("done");
  }

  @Test
  void aChangeIsAskedForAgainIfNobodyCouldDecide() {
    String request = "POST /v1/services/shop/slots/production/rollback";
    fabric.answerSoon(request);
    fabric.answer(request, 202, accepted());
    fabric.answer("GET /v1/operations/op-7?wait=0", 200, RUNNING);

    CommandRun run = run("rollback", "shop", "--detach");

    assertThat(run.exitCode()).isZero();
    assertThat(fabric.asked()).filteredOn(asked -> asked.startsWith(request)).hasSize(2);
  }

  @Test
  void aChangeCanBeLeftAlone() {
    fabric.answer("POST /v1/services/shop/slots/production/rollback", 202, accepted());
    fabric.answer("GET /v1/operations/op-7?wait=0", 200, RUNNING);

    CommandRun run = run("rollback", "shop", "--detach");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("op-7\n");
  }

  @Test
  void outcomesHaveTheirExitCodes() {
    assertThat(waitFor(operation("failed", "\"reason\": \"it broke\"")).exitCode())
        .isEqualTo(ExitCode.FAILED);
    assertThat(waitFor(operation("rolledBack", "\"reason\": \"\"")).exitCode())
        .isEqualTo(ExitCode.ROLLED_BACK);
    assertThat(
            waitFor(operation("failed", "\"reason\": \"no room\", \"unplaceable\": true"))
                .exitCode())
        .isEqualTo(ExitCode.UNPLACEABLE);
  }

  @Test
  void theFabricsRefusalIsPassedOn() {
    fabric.answer(
        "POST /v1/services/shop/slots/production/walk",
        409,
        """
        {"error": {"code": "Conflict", "message": "no upgrade is under way", "cure": "start one"}}
        """);

    CommandRun run = run("walk", "shop");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("✖ no upgrade is under way\n  start one\n");
  }

  @Test
  void everyFindingOfTheFabricIsShown() throws IOException {
    Path file = Files.writeString(folder.resolve("new.cscfg"), "<x />");
    fabric.answer(
        "POST /v1/services/shop/slots/production/configure",
        400,
        """
        {"error": {"code": "InvalidServiceModel", "message": "1 error", "cure": "correct it"},
         "findings": [{"severity": "ERROR", "file": "a.cscfg", "line": 3, "column": 7,
           "message": "role 'web' has 0 instances", "why": "", "cure": ""}]}
        """);

    assertThat(run("config", "shop", file.toString()).err())
        .isEqualTo("✖ 1 error\n  a.cscfg:3:7: role 'web' has 0 instances\n  correct it\n");
  }

  @Test
  void nothingToChangeIsDone() {
    fabric.answer("POST /v1/services/shop/swap", 202, "{\"findings\": []}");

    assertThat(run("swap", "shop", "--yes").out())
        .isEqualTo("Nothing to change: it is so already.\n");
  }

  @Test
  void chaosSaysWhatItDid() {
    fabric.answer("POST /v1/chaos", 200, "{\"done\": \"Nodes killed: node-2.\"}");

    assertThat(run("chaos", "kill", "fd", "1").out()).startsWith("Nodes killed: node-2.");
    assertThat(fabric.asked())
        .anySatisfy(asked -> assertThat(asked).contains("\"action\":\"kill\"", "\"target\":\"1\""));
  }

  @Test
  void nobodyIsLetInWithoutTheToken() {
    fabric.answer("GET /v1/operations", 401, "{}");

    assertThat(run("wait", "shop").exitCode()).isEqualTo(ExitCode.NOT_ALLOWED);
  }

  @Test
  void aFabricThatIsNotThereIsNamed() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    CommandRun run = CommandRun.of(folder, "http://127.0.0.1:" + free, "status");

    assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.err()).contains("127.0.0.1:" + free + " cannot be reached").contains("wfl dev");
  }

  @Test
  void theDevelopmentFabricIsFoundByItsFile() throws IOException {
    Path dev = Files.createDirectories(folder.resolve(".weftline/dev"));
    Files.writeString(dev.resolve("endpoint"), fabric.endpoint() + "\n");

    assertThat(CommandRun.of(folder, "", "status").out()).contains("shop");
  }

  @Test
  void scalingDownIsAskedFor() {
    fabric.answer("POST /v1/services/shop/slots/production/scale", 202, accepted());
    fabric.answer("GET /v1/operations/op-7?wait=1", 200, DONE);

    CommandRun unasked = run("scale", "shop", "web=1");
    assertThat(unasked.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unasked.err()).contains("Scale web down from 2 to 1?").contains("--yes");
    assertThat(type("n\n", "scale", "shop", "web=1").exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(type("y\n", "scale", "shop", "web=1").exitCode()).isZero();
    assertThat(run("scale", "shop", "web=1", "--yes").exitCode()).isZero();
    assertThat(run("scale", "shop", "web", "3").exitCode()).isZero();
    assertThat(run("scale", "shop", "web").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void productionIsDeletedOnlyByName() {
    fabric.answer("POST /v1/services/shop/slots/production/delete", 202, accepted());
    fabric.answer("GET /v1/operations/op-7?wait=1", 200, DONE);

    assertThat(run("delete", "shop").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run("delete", "shop", "--confirm", "shoe").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(type("shoe\n", "delete", "shop").exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(type("shop\n", "delete", "shop").exitCode()).isZero();
    assertThat(run("delete", "shop", "--confirm", "shop").exitCode()).isZero();
  }

  @Test
  void eventsAreLines() {
    fabric.answer(
        "GET /v1/events",
        200,
        """
        {"number": 1, "time": "2026-11-21T08:59:59.5Z", "kind": "NodeLost", "subject": "node-1",
        """
                .replace("\n", "")
            + "\"text\": \"node-1 is lost\", \"event\": {}}\n\n");

    assertThat(run("events").out()).isEqualTo("08:59:59.500Z  node-1 is lost\n");
    assertThat(run("events", "-o", "json").out()).startsWith("{\"number\": 1");
  }

  @Test
  void logsAreLinesWithTheirInstance() {
    fabric.answer(
        "GET /v1/logs/shop?instance=web_IN_0&role=web&since=2026-11-21T08%3A55%3A00Z",
        200,
        """
        {"time": "2026-11-21T08:59:59.5Z", "instance": "web_IN_0", "stream": "stdout", "line": "hi"}
        """);

    assertThat(run("logs", "shop/web/0", "--since", "5m").out())
        .isEqualTo("08:59:59.500 web/0        hi\n");
  }

  @Test
  void explainShowsEveryObstacle() {
    fabric.answer(
        "GET /v1/explain/shop?instance=web_IN_1&role=web",
        200,
        """
        {"changes": [], "placements": [{"slot": "production", "instance": "web_IN_1",
         "reason": "no node has room", "verdicts": [
          {"node": "node-1", "faultDomain": 0, "fits": false,
           "obstacles": ["needs 2 cores, 1 free", "the node is drained"]}]}]}
        """);

    assertThat(run("explain", "shop/web/1").out())
        .isEqualTo(
            """
            No change of shop is under way.

            production/web_IN_1  no node has room  1 nodes looked at, 0 fit
              NODE    FD     VERDICT
              node-1  0   ✖  needs 2 cores, 1 free; the node is drained
            """);
  }

  private CommandRun deploy() {
    return run("deploy", folder.resolve("shop").toString(), "--label", "v1");
  }

  private CommandRun waitFor(String operation) {
    try (FakeFabric other = fake()) {
      other.answer("GET /v1/operations", 200, "[]");
      other.answer("GET /v1/operations/op-7?wait=1", 200, operation);
      return CommandRun.of(folder, other.endpoint(), "wait", "op-7");
    }
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(folder, fabric.endpoint(), arguments);
  }

  private CommandRun type(String answer, String... arguments) {
    return CommandRun.typing(folder, fabric.endpoint(), answer, arguments);
  }

  private static FakeFabric fake() {
    try {
      return new FakeFabric();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String accepted() {
    return "{\"operation\": \"op-7\"}";
  }

  private static String operation(String state, String more) {
    return """
    {"id": "op-7", "kind": "deploy", "service": "shop", "slot": "production", "by": "me",
     "state": "%s", "waitsFor": "", "startedAt": "2026-11-21T08:59:00Z", %s}
    """
        .formatted(state, more);
  }
}
