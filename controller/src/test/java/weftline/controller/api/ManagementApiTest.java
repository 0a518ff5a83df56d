package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.controller.api.RunningApi.SLOT;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.Outage;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.LogLine;
import weftline.model.ServiceName;
import weftline.net.HttpCall;
import weftline.net.JsonTree;

/// The management API as its users meet it.
final class ManagementApiTest {
  @TempDir Path folder;

  @Test
  void whoShowsNoTokenLearnsHowToGetIn() throws Exception {
    try (var running = RunningApi.in(folder)) {
      var services = HttpCall.get(running.uri("/v1/services"));
      var nobody = running.sendAsNobody(services);
      var wrong = running.sendAsNobody(services.with("Authorization", "Bearer wrong"));

      assertThat(nobody.status()).isEqualTo(401);
      assertThat(nobody.headers().first("WWW-Authenticate")).contains("Bearer");
      assertThat(error(nobody.body(), "code")).isEqualTo("NotAllowed");
      assertThat(error(nobody.body(), "cure")).contains("WFL_TOKEN_FILE");
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(running.sendAsNobody(HttpCall.get(running.uri("/healthz"))).status())
          .isEqualTo(200);
    }
  }

  @Test
  void everyAnswerHasItsOwnNumber() throws Exception {
    try (var running = RunningApi.in(folder)) {
      var first = running.get("/v1/services").headers().first("x-ms-request-id");
      var second = running.get("/nowhere").headers().first("x-ms-request-id");

      assertThat(first).isPresent().isNotEqualTo(second);
      assertThat(second).isPresent();
    }
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    try (var running = RunningApi.in(folder)) {
      assertThat(running.get("/v1/nowhere").status()).isEqualTo(404);
      assertThat(running.get("/v1/services/none").status()).isEqualTo(404);
      assertThat(running.get("/v1/operations/op-99").status()).isEqualTo(404);
      assertThat(running.get("/v1/logs/none").status()).isEqualTo(404);
      assertThat(running.get("/v1/explain/none").status()).isEqualTo(404);
      assertThat(running.get(SLOT + "/deploy").status()).isEqualTo(405);
      assertThat(running.post("/v1/chaos", Map.of()).status()).isEqualTo(404);
    }
  }

  @Test
  void anInstanceThatIsNotThereCannotBeExplained() throws Exception {
    try (var running = RunningApi.in(folder)) {
      running.deploy();

      assertThat(running.get("/v1/explain/hello?role=web").status()).isEqualTo(200);
      var refused = running.get("/v1/explain/hello?role=wbe");
      assertThat(refused.status()).isEqualTo(404);
      assertThat(RunningApi.text(refused.body())).contains("wbe").contains("It has web_IN_0");
    }
  }

  @Test
  void aServiceIsDeployedAndShown() throws Exception {
    try (var running = RunningApi.in(folder)) {
      running.deploy();

      var deployment = running.json("/v1/services/hello").at("deployments").items().getFirst();
      assertThat(deployment.at("state").text()).contains("running");
      assertThat(deployment.at("label").text()).contains("v1");
      var role = deployment.at("roles").items().getFirst();
      assertThat(role.at("wanted").number()).contains(2L);
      assertThat(role.at("ready").number()).contains(2L);
      assertThat(role.at("instances").items())
          .extracting(each -> each.at("status").text().orElse(""))
          .containsExactly("ready", "ready");
      var address = deployment.at("addresses").items().getFirst();
      assertThat(address.at("protocol").text()).contains("http");
      assertThat(address.at("role").text()).contains("web");
      assertThat(running.json("/v1/nodes").items()).hasSize(3);
    }
  }

  @Test
  void anOperationIsWaitedFor() throws Exception {
    try (var running = RunningApi.in(folder)) {
      running.deploy();
      var accepted = running.post(SLOT + "/scale", Map.of("role", "web", "instances", 3));
      assertThat(accepted.status()).isEqualTo(202);
      var path =
          "/v1/operations/" + JsonTree.parse(accepted.body()).at("operation").text().orElseThrow();
      assertThat(running.json(path).at("state").text()).contains("running");

      var agents = Thread.ofVirtual().start(() -> settle(running));
      var ended = running.json(path + "?wait=20");

      assertThat(ended.at("state").text()).contains("succeeded");
      assertThat(ended.at("kind").text()).contains("scale");
      agents.join();
    }
  }

  @Test
  void noStateIsTakenThatHasNotBeen() throws Exception {
    try (var running = RunningApi.in(folder)) {
      running.deploy();

      for (var event : List.of("999999", String.valueOf(Long.MAX_VALUE))) {
        var answer = running.post("/v1/state/rollback", Map.of("to", event));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
            .contains("There is no event " + event);
      }
    }
  }

  @Test
  void aTimeIsWrittenInFull() throws Exception {
    try (var running = RunningApi.in(folder)) {
      var answer = running.get("/v1/state?at=yesterday");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8))
          .contains("2026-01-31T12:00:00Z");
    }
  }

  private static void settle(RunningApi running) {
    try {
      running.settle();
    } catch (InterruptedException | Outage e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyMistakeInAModelIsListed() throws Exception {
    try (var running = RunningApi.in(folder)) {
      var body =
          Map.of(
              "package",
              running.upload(),
              "configuration",
              RunningApi.configuration(2).replace("Greeting", "Greting").replace("web", "wbe"));
      var answer = running.post(SLOT + "/deploy", body);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(error(answer.body(), "code")).isEqualTo("InvalidServiceModel");
      var findings = JsonTree.parse(answer.body()).at("findings").items();
      assertThat(findings).hasSizeGreaterThan(1);
      assertThat(findings.getFirst().at("line").number()).isPresent();
    }
  }

  @Test
  void aPackageWithoutFilesForARoleIsRefused() throws Exception {
    try (var running = RunningApi.in(folder)) {
      var two =
          RunningApi.definition()
              .replace(
                  "</ServiceDefinition>",
                  """
                  <WorkerRole name="job"><Runtime><EntryPoint>
                    <ProgramEntryPoint commandLine="java Job.java" setReadyOnProcessStart="true" />
                  </EntryPoint></Runtime></WorkerRole></ServiceDefinition>\
                  """);
      var configuration =
          RunningApi.configuration(1)
              .replace(
                  "</ServiceConfiguration>",
                  "<Role name=\"job\"><Instances count=\"1\" /></Role></ServiceConfiguration>");
      var answer =
          running.post(
              SLOT + "/deploy",
              Map.of("package", running.upload(two), "configuration", configuration));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(error(answer.body(), "message"))
          .isEqualTo("the package has no files for role 'job'");
      assertThat(running.json("/v1/services").items()).isEmpty();
    }
  }

  @Test
  void whoeverAsksIsToldWhetherChangesAreTaken() throws Exception {
    try (var running = RunningApi.in(folder)) {
      var ready = HttpCall.get(running.uri("/readyz"));
      assertThat(running.sendAsNobody(ready).status()).isEqualTo(200);

      running.ledger.fill(true);
      var refused = running.post("/v1/nodes/n1/drain", Map.of());
      assertThat(refused.status()).isEqualTo(503);
      assertThat(running.sendAsNobody(ready).status()).isEqualTo(503);
      assertThat(running.sendAsNobody(HttpCall.get(running.uri("/healthz"))).status())
          .isEqualTo(200);

      running.ledger.fill(false);
      assertThat(running.post("/v1/nodes/n1/drain", Map.of()).status()).isEqualTo(202);
      assertThat(running.sendAsNobody(ready).status()).isEqualTo(200);
    }
  }

  @Test
  void whatCannotBeReadIsRefusedWithAReason() throws Exception {
    try (var running = RunningApi.in(folder)) {
      assertThat(running.post("/v1/services/hello/slots/nowhere/walk", Map.of()).status())
          .isEqualTo(400);
      assertThat(running.post("/v1/services/a%20b/swap", Map.of()).status()).isEqualTo(400);
      assertThat(running.get("/v1/operations/op-1?wait=soon").status()).isEqualTo(400);
      assertThat(running.get("/v1/events?after=-1").status()).isEqualTo(400);
      assertThat(running.post(SLOT + "/deploy", Map.of("package", "x")).status()).isEqualTo(400);
      assertThat(
              running
                  .post(
                      SLOT + "/deploy", Map.of("package", "0".repeat(64), "configuration", "<x/>"))
                  .status())
          .isEqualTo(404);
      var broken =
          HttpCall.post(
              running.uri(SLOT + "/scale"),
              new HttpCall.Content.Bytes("{".getBytes(StandardCharsets.UTF_8)));
      assertThat(running.send(broken).status()).isEqualTo(400);
    }
  }

  @Test
  void packagesAreCheckedAndComeBack() throws Exception {
    try (var running = RunningApi.in(folder)) {
      var sha256 = running.upload();
      var wrong =
          HttpCall.put(
              running.uri("/v1/packages/" + "0".repeat(64)),
              new HttpCall.Content.Bytes(new byte[] {1}));

      assertThat(running.get("/v1/packages/" + sha256).body()).startsWith('P', 'K');
      assertThat(running.send(wrong).status()).isEqualTo(400);
      assertThat(running.get("/v1/packages/XYZ").status()).isEqualTo(400);
      assertThat(running.get("/v1/packages/" + "1".repeat(64)).status()).isEqualTo(404);
    }
  }

  @Test
  void eventsTellWhatHappenedAndGoOn() throws Exception {
    try (var running = RunningApi.in(folder)) {
      var first = RunningApi.text(running.get("/v1/events").body()).lines().toList();
      assertThat(first).hasSizeGreaterThanOrEqualTo(3);
      var joined = JsonTree.parse(first.getFirst());
      assertThat(joined.at("kind").text()).contains("NodeJoined");
      assertThat(joined.at("subject").text()).contains("n1");
      assertThat(joined.at("event").at("type").text()).contains("NodeJoined");

      try (var stream = running.stream("/v1/events?follow=true&after=" + first.size())) {
        running.post("/v1/nodes/n1/drain", Map.of());
        var line = JsonTree.parse(firstLine(stream.body()));

        assertThat(line.at("subject").text()).contains("n1");
        assertThat(line.at("number").number()).contains(first.size() + 1L);
      }
    }
  }

  @Test
  void logsAreFilteredAndGoOn() throws Exception {
    try (var running = RunningApi.in(folder)) {
      running.deploy();
      running.logs.append(
          List.of(line(running, "web", 0, "old"), line(running, "web", 1, "apple")));

      assertThat(texts(running, "")).containsExactly("old", "apple");
      assertThat(texts(running, "?grep=pp")).containsExactly("apple");
      assertThat(texts(running, "?instance=web_IN_0")).containsExactly("old");
      assertThat(texts(running, "?role=none")).isEmpty();
      assertThat(texts(running, "?slot=production")).hasSize(2);
      assertThat(texts(running, "?slot=staging")).isEmpty();
      assertThat(texts(running, "?since=2999-01-01T00:00:00Z")).isEmpty();
      assertThat(running.get("/v1/logs/hello?since=yesterday").status()).isEqualTo(400);
      try (var stream = running.stream("/v1/logs/hello?follow=true&grep=new")) {
        running.logs.append(List.of(line(running, "web", 1, "new")));
        var found = JsonTree.parse(firstLine(stream.body()));

        assertThat(found.at("line").text()).contains("new");
        assertThat(found.at("stream").text()).contains("stdout");
      }
    }
  }

  private static LogLine line(RunningApi running, String role, int index, String text) {
    var deployment =
        running.controller.state().deployments().keys().stream()
            .findFirst()
            .orElse(new DeploymentId("none"));
    var at = Instant.parse("2026-03-01T10:00:00Z").plus(Duration.ofSeconds(index));
    return new LogLine(
        at, new ServiceName("hello"), new InstanceId(deployment, role, index), LogLine.OUT, text);
  }

  private static List<String> texts(RunningApi running, String query) throws IOException {
    return RunningApi.text(running.get("/v1/logs/hello" + query).body())
        .lines()
        .map(ManagementApiTest::lineOf)
        .toList();
  }

  private static String lineOf(String json) {
    try {
      return JsonTree.parse(json).at("line").text().orElse("");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String firstLine(InputStream stream) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    return String.valueOf(reader.readLine());
  }

  @Test
  void chaosIsDoneWhereItMayBe() throws Exception {
    Chaos chaos =
        (action, kind, target) -> {
          if (target.equals("none")) {
            throw new IllegalArgumentException("There is no none.");
          }
          return action + " " + kind + " " + target;
        };
    try (var running = RunningApi.with(folder, chaos)) {
      var done = running.post("/v1/chaos", Map.of("kind", "fd", "target", "1"));
      var refused = running.post("/v1/chaos", Map.of("kind", "node", "target", "none"));

      assertThat(JsonTree.parse(done.body()).at("done").text()).contains("kill fd 1");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(error(refused.body(), "message")).isEqualTo("There is no none.");
    }
  }

  @Test
  void theNumbersAreThere() throws Exception {
    try (var running = RunningApi.in(folder)) {
      running.deploy();

      assertThat(RunningApi.text(running.get("/metrics").body()))
          .contains("weftline_nodes{presence=\"up\"} 3\n")
          .contains("weftline_instances{life=\"ready\"} 2\n")
          .contains("weftline_operations{state=\"succeeded\"} 1\n")
          .contains("weftline_services 1\n")
          .containsPattern("weftline_ledger_events_total [1-9]");
    }
  }

  private static String error(byte[] body, String property) throws IOException {
    return JsonTree.parse(body).at("error").at(property).text().orElse("");
  }
}
