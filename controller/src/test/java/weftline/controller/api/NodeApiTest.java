package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import weftline.controller.Controller;
import weftline.controller.MemoryLedger;
import weftline.controller.MemoryPackages;
import weftline.controller.NodeWatch;
import weftline.controller.Reception;
import weftline.controller.Time;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.Capacity;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.LogLine;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.PortRange;
import weftline.model.RackReport;
import weftline.model.ServiceName;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Response;
import weftline.net.Router;

/// The reception over real sockets, as agents and balancers use it.
class NodeApiTest {
  private static final NodeId NODE = new NodeId("n1");
  private static final String CONTENT_SHA256 =
      "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"; // of "x"

  private final Network network = Network.open();
  private final HttpClient client = HttpClient.open();
  private final MemoryPackages packages = new MemoryPackages();
  private final List<LogLine> logs = new CopyOnWriteArrayList<>();
  private final Controller controller;
  private final Thread running;
  private final HttpServer server;

  NodeApiTest() throws IOException {
    controller =
        Controller.open(new MemoryLedger(), new Time(InstantSource.system(), System::nanoTime));
    running = Thread.ofVirtual().start(controller::run);
    NodeWatch watch = new NodeWatch(controller, Duration.ofSeconds(5), System::nanoTime);
    NodeApi api =
        new NodeApi(new Reception(controller, watch), packages, logs::addAll, network.workers());
    server =
        HttpServer.listen(
            network,
            HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            new Router(api.routes(), (_, _) -> Response.of(404)));
  }

  @AfterEach
  void close() throws InterruptedException {
    client.close();
    server.close();
    network.close();
    running.interrupt();
    running.join();
  }

  @Test
  void takesInANode() throws IOException {
    assertThat(post("/nodes/n1/join", node("n1")).status()).isEqualTo(204);
    assertThat(controller.state().nodes().get(NODE)).isPresent();
  }

  @Test
  void oneNodeReportsForItsRack() throws IOException {
    post("/nodes/n1/join", node("n1"));
    post("/nodes/n2/join", node("n2"));
    RackReport rack =
        new RackReport(
            Optional.of("127.0.0.1:7410"),
            List.of(new NodeId("n2")),
            List.of(7L),
            List.of(
                new RackReport.Digested(8, report()),
                new RackReport.Digested(
                    9, new NodeReport(new NodeId("n9"), Generation.ZERO, List.of()))));

    HttpAnswer answer = post("/nodes/n1/reports", rack);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"unknown\":[\"n9\"],\"wanted\":[\"n2\"]}");
  }

  @Test
  void nobodyIsSentWhereNobodyCanBe() throws IOException {
    post("/nodes/n1/join", node("n1"));
    String rack = "{\"address\":\"n 1:7410\",\"unchanged\":[],\"digests\":[],\"full\":[]}";
    HttpAnswer answer =
        client.send(
            HttpCall.post(
                    uri("/nodes/n1/reports"),
                    new HttpCall.Content.Bytes(rack.getBytes(StandardCharsets.UTF_8)))
                .with("Content-Type", "application/json"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("'n 1:7410' is no address");
  }

  @Test
  void tellsWhoGathersReports() throws IOException {
    for (String name : List.of("n1", "n2", "n3")) {
      post("/nodes/%s/join".formatted(name), node(name));
    }

    assertThat(post("/nodes/n1/report", report()).status()).isEqualTo(204);
    assertThat(post("/nodes/n1/report?gathers=true", report()).text())
        .isEqualTo("{\"node\":\"n1\"}");
  }

  @Test
  void refusesANodeThatSpeaksForAnother() throws IOException {
    HttpAnswer answer = post("/nodes/n2/join", node("n1"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("The path speaks of n2, the body of n1.");
  }

  @Test
  void doesNotKnowANodeThatHasNotJoined() throws IOException {
    assertThat(post("/nodes/n1/report", report()).status()).isEqualTo(404);
  }

  @Test
  void hearsAReport() throws IOException {
    post("/nodes/n1/join", node("n1"));

    assertThat(post("/nodes/n1/report", report()).status()).isEqualTo(204);
  }

  @Test
  void hasNothingNewer() throws IOException {
    post("/nodes/n1/join", node("n1"));
    long newest = controller.state().goalGeneration(NODE).value();

    assertThat(get("/nodes/n1/goal?wait=0&after=" + newest).status()).isEqualTo(204);
    assertThat(get("/balancers/b1/routes?wait=0&after=999").status()).isEqualTo(204);
  }

  @Test
  void saysWhatIsWrongWithAQuestion() throws IOException {
    assertThat(get("/nodes/n1/goal?after=soon").status()).isEqualTo(400);
    assertThat(get("/nodes/n1/goal?after=-1").status()).isEqualTo(400);
  }

  @Test
  void saysWhatIsWrongWithABody() throws IOException {
    HttpAnswer answer =
        client.send(half("/nodes/n1/report").with("Content-Type", "application/json"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("cannot read NodeReport");
  }

  @Test
  void takesNothingThatAnyPageInABrowserCanSend() throws IOException {
    HttpAnswer answer = client.send(half("/nodes/n1/join").with("Content-Type", "text/plain"));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(client.send(half("/nodes/n1/join")).status()).isEqualTo(415);
  }

  private HttpCall half(String path) {
    return HttpCall.post(
        uri(path), new HttpCall.Content.Bytes("{".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void takesLines() throws IOException {
    LogLine line =
        new LogLine(
            Instant.EPOCH,
            new ServiceName("small"),
            new InstanceId(new DeploymentId("small-1"), "web", 0),
            LogLine.OUT,
            "hello");

    assertThat(post("/nodes/n1/logs", List.of(line)).status()).isEqualTo(204);
    assertThat(logs).containsExactly(line);
  }

  @Test
  void hearsABalancer() throws IOException {
    var report = new BalancerReport(new BalancerId("b1"), Generation.ZERO, List.of(), List.of());

    assertThat(post("/balancers/b1/report", report).status()).isEqualTo(204);
  }

  @Test
  void handsOutPackages() throws IOException {
    byte[] content = "x".getBytes(StandardCharsets.UTF_8);
    packages.put(CONTENT_SHA256, new ByteArrayInputStream(content));

    assertThat(get("/packages/" + CONTENT_SHA256).body()).isEqualTo(content);
    assertThat(get("/packages/" + "0".repeat(64)).status()).isEqualTo(404);
  }

  private HttpAnswer get(String path) throws IOException {
    return client.send(HttpCall.get(uri(path)));
  }

  private HttpAnswer post(String path, Object body) throws IOException {
    return client.send(HttpCall.postJson(uri(path), body));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
  }

  private static NodeDescription node(String name) {
    return new NodeDescription(
        new NodeId(name),
        "127.0.0.1",
        0,
        new Capacity(8_000, 14_336, 100_000),
        new PortRange(20_000, 20_099));
  }

  private static NodeReport report() {
    return new NodeReport(NODE, Generation.ZERO, List.of());
  }
}
