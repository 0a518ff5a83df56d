package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.Aggregator;
import weftline.model.Capacity;
import weftline.model.Generation;
import weftline.model.LogLine;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.PackageReference;
import weftline.model.PortRange;
import weftline.model.RackAnswer;
import weftline.model.RackReport;
import weftline.net.HttpClient;
import weftline.net.Json;
import weftline.net.Roster;

/// What goes over the wire, against a server that knows nothing of ours.
class HttpControllerLinkTest {
  private static final NodeReport REPORT = new NodeReport(Goals.NODE, Generation.ZERO, List.of());

  private final AtomicReference<String> asked = new AtomicReference<>("");
  private final AtomicReference<byte[]> sent = new AtomicReference<>(new byte[0]);
  private final AtomicReference<String> known = new AtomicReference<>("");
  private int status = 200;
  private byte[] body = {};
  private HttpServer server;
  private HttpClient client;
  private HttpControllerLink link;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.set(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            sent.set(exchange.getRequestBody().readAllBytes());
            known.set(exchange.getRequestHeaders().getFirst(Roster.HEADER));
            exchange.getResponseHeaders().set(Roster.HEADER, "10.0.0.7:7400");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    client = HttpClient.open();
    link =
        new HttpControllerLink(
            client, URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void joins() throws IOException {
    var node =
        new NodeDescription(
            Goals.NODE, "127.0.0.1", 1, Capacity.NONE, new PortRange(20_000, 20_999));
    link.join(node);
    assertThat(asked.get()).isEqualTo("POST /nodes/n1/join");
    assertThat(Json.read(sent.get(), NodeDescription.class)).isEqualTo(node);
  }

  @Test
  void readsANewerGoal() throws IOException {
    var goal = Goals.node(9, Goals.running("true").goal());
    body = Json.write(goal);
    assertThat(link.goal(Goals.NODE, new Generation(8), Duration.ofSeconds(30))).contains(goal);
    assertThat(asked.get()).isEqualTo("GET /nodes/n1/goal?after=8&wait=30");
  }

  @Test
  void doesNotWaitForAGoalWhereReportsFail() throws Exception {
    try (var cutOff = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var cut =
          new HttpControllerLink(client, URI.create("http://127.0.0.1:" + cutOff.getLocalPort()));
      var goal =
          threads.submit(() -> cut.goal(Goals.NODE, Generation.ZERO, Duration.ofSeconds(30)));
      try (var _ = cutOff.accept()) {
        var report = threads.submit(() -> cut.report(REPORT));
        cutOff.accept().close();

        assertThatThrownBy(report::get).hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(goal::get).hasMessageContaining("not wanted any more");
      }
    }
  }

  @Test
  void thereMayBeNoNewerGoal() throws IOException {
    status = 204;
    assertThat(link.goal(Goals.NODE, Generation.ZERO, Duration.ZERO)).isEmpty();
  }

  @Test
  void hearsWhereTheControllersAre() throws IOException {
    status = 204;
    assertThat(link.goal(Goals.NODE, Generation.ZERO, Duration.ZERO)).isEmpty();
    assertThat(known.get()).isEqualTo("none");
    assertThat(link.goal(Goals.NODE, Generation.ZERO, Duration.ZERO)).isEmpty();
    assertThat(known.get()).isEqualTo("10.0.0.7:7400");
  }

  @Test
  void aNodeThatIsNotKnownIsToldSo() throws IOException {
    assertThat(link.report(REPORT)).isTrue();
    status = 404;
    assertThat(link.report(REPORT)).isFalse();
  }

  @Test
  void hearsWhoGathersReports() throws IOException {
    var aggregator = new Aggregator(new NodeId("n2"), Optional.of("10.0.0.2:7410"));
    body = Json.write(aggregator);
    assertThat(link.reportAlone(REPORT, true).aggregator()).contains(aggregator);
    assertThat(asked.get()).isEqualTo("POST /nodes/n1/report?gathers=true");
  }

  @Test
  void reportsForItsNeighbours() throws IOException {
    var rack = new RackReport(Optional.empty(), List.of(new NodeId("n2")), List.of(-7L), List.of());
    var answer = new RackAnswer(List.of(), List.of(new NodeId("n2")));
    body = Json.write(answer);
    assertThat(link.reportAll(Goals.NODE, rack)).isEqualTo(answer);
    assertThat(asked.get()).isEqualTo("POST /nodes/n1/reports");
    assertThat(Json.read(sent.get(), RackReport.class)).isEqualTo(rack);
  }

  @Test
  void aRefusalIsAnOutageThatSaysWhat() {
    status = 503;
    body = "not the leader".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> link.goal(Goals.NODE, Generation.ZERO, Duration.ZERO))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503 not the leader");
  }

  @Test
  void aRefusalOfTheControllerIsSaidInItsWords() {
    status = 403;
    body =
        """
        {"error": {"code": "NotAllowed", "message": "This is for n3 alone.",
         "cure": "Show another certificate."}}
        """
            .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> link.goal(Goals.NODE, Generation.ZERO, Duration.ZERO))
        .hasMessageContaining("answered 403 This is for n3 alone. Show another certificate.")
        .hasMessageNotContaining("{");
  }

  @Test
  void sendsLogs() throws IOException {
    var goal = Goals.running("true").goal();
    var line = new LogLine(Instant.EPOCH, goal.service(), goal.id(), LogLine.ERR, "oops");
    link.logs(Goals.NODE, List.of(line));
    assertThat(asked.get()).isEqualTo("POST /nodes/n1/logs");
    assertThat(Json.readList(sent.get(), LogLine.class)).containsExactly(line);
  }

  @Test
  void fetchesPackages(@TempDir Path folder) throws IOException {
    body = "package".getBytes(StandardCharsets.UTF_8);
    Path target = folder.resolve("target");
    var wanted = new PackageReference("ab".repeat(32), 7);
    link.fetch(wanted, target);
    assertThat(asked.get()).isEqualTo("GET /packages/" + "ab".repeat(32));
    assertThat(target).hasContent("package");
    status = 404;
    assertThatThrownBy(() -> link.fetch(wanted, target)).hasMessageContaining("answered 404");
  }
}
