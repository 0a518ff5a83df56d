package weftline.controller.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weftline.controller.Controller;
import weftline.controller.LogLimits;
import weftline.controller.LogStore;
import weftline.controller.MemoryLedger;
import weftline.controller.MemoryPackages;
import weftline.controller.Outage;
import weftline.controller.Packages;
import weftline.controller.Time;
import weftline.core.Command;
import weftline.core.Goals;
import weftline.core.State;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.Capacity;
import weftline.model.InstanceGoal;
import weftline.model.InstanceStatus;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.PackageWriter;
import weftline.model.PortRange;
import weftline.model.ServiceModelReader;
import weftline.model.SourceText;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.HttpLimits;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.JsonTree;
import weftline.net.Network;
import weftline.net.StreamedAnswer;

/// A controller with three nodes behind a real management API; the test plays the agents.
final class RunningApi implements AutoCloseable {
  static final String SLOT = "/v1/services/hello/slots/production";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpLimits LIMITS = HttpLimits.DEFAULT.withDrain(Duration.ofMillis(100));
  private static final List<String> NODES = List.of("n1", "n2", "n3");

  final MemoryLedger ledger = new MemoryLedger();
  final Controller controller;
  final LogStore logs;
  final Packages packages = new MemoryPackages();
  final ManagementApi api;
  private final Path folder;
  private final Network network = Network.open();
  private final HttpClient client = HttpClient.open();
  private final HttpServer server;
  private final Thread running;
  private final String token;

  private RunningApi(Path folder, Chaos chaos, Optional<StorageAccounts> accounts)
      throws IOException {
    this.folder = folder;
    controller = Controller.open(ledger, new Time(Clock.systemUTC(), System::nanoTime));
    running = Thread.ofVirtual().name("controller").start(controller::run);
    logs = LogStore.open(folder.resolve("logs"), LogLimits.DEFAULT);
    var tokenFile = folder.resolve("token");
    api =
        ManagementApi.of(
            new ManagementApi.Parts(controller, packages, logs, chaos, accounts),
            AccessToken.open(tokenFile),
            network.workers(),
            List.of());
    token = Files.readString(tokenFile).strip();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.listen(network, HttpServerConfig.plain(address).withLimits(LIMITS), api);
  }

  static RunningApi in(Path folder) throws Exception {
    return with(folder, Chaos.NONE);
  }

  static RunningApi with(Path folder, Chaos chaos) throws Exception {
    return joined(new RunningApi(folder, chaos, Optional.empty()));
  }

  static RunningApi with(Path folder, Optional<StorageAccounts> accounts) throws Exception {
    return joined(new RunningApi(folder, Chaos.NONE, accounts));
  }

  private static RunningApi joined(RunningApi running) throws Exception {
    running.joinNodes();
    return running;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
  }

  HttpAnswer send(HttpCall call) throws IOException {
    return client.send(authorized(call));
  }

  HttpCall authorized(HttpCall call) {
    return call.with("Authorization", "Bearer " + token);
  }

  HttpAnswer sendAsNobody(HttpCall call) throws IOException {
    return client.send(call);
  }

  HttpAnswer get(String path) throws IOException {
    return send(HttpCall.get(uri(path)));
  }

  JsonTree json(String path) throws IOException {
    return JsonTree.parse(get(path).body());
  }

  HttpAnswer post(String path, Map<String, ?> body) throws IOException {
    return send(HttpCall.postJson(uri(path), body));
  }

  StreamedAnswer stream(String path) throws IOException {
    return client.stream(HttpCall.get(uri(path)).with("Authorization", "Bearer " + token));
  }

  /// Uploads a package of one web role and returns its hash.
  String upload() throws IOException {
    return upload(definition());
  }

  /// Uploads the same files under whatever definition.
  String upload(String promised) throws IOException {
    var source = Files.createDirectories(folder.resolve("hello"));
    Files.writeString(source.resolve("ServiceDefinition.csdef"), promised);
    Files.createDirectories(source.resolve("web"));
    Files.writeString(source.resolve("web/Web.java"), "void main() {}");
    var file = folder.resolve("hello.cspkg");
    Files.deleteIfExists(file);
    var definition =
        ServiceModelReader.readDefinition(new SourceText("hello.csdef", definition()))
            .definition()
            .orElseThrow();
    var reference = PackageWriter.write(source, definition, file);
    var path = "/v1/packages/" + reference.sha256();
    send(HttpCall.put(uri(path), new HttpCall.Content.File(file)));
    return reference.sha256();
  }

  /// Deploys two instances and plays the agents until they are ready.
  void deploy() throws Exception {
    post(
        SLOT + "/deploy",
        Map.of("package", upload(), "configuration", configuration(2), "label", "v1"));
    controller.await(state -> state.operations().size() == 1, PATIENCE);
    settle();
  }

  /// Plays agents and balancer until nothing runs any more.
  void settle() throws InterruptedException, Outage {
    while (!controller.state().runningOperations().isEmpty()) {
      for (var node : NODES) {
        report(controller.state(), new NodeId(node));
      }
      var follows =
          new BalancerReport(
              new BalancerId("b1"), controller.state().routingGeneration(), List.of(), List.of());
      controller.ask(at -> new Command.ReportBalancer(at, follows));
    }
  }

  private void report(State state, NodeId node) throws InterruptedException, Outage {
    NodeGoal goal = Goals.nodeGoal(state, node);
    var instances =
        goal.instances().stream()
            .map(instance ->
                new NodeReport.InstanceReport(
                    instance.id(),
                    instance.attempt(),
                    instance.wanted() == InstanceGoal.Wanted.RUNNING
                        ? InstanceStatus.READY
                        : InstanceStatus.STOPPED,
                    0,
                    ""))
            .toList();
    var report = new NodeReport(node, goal.generation(), instances);
    controller.ask(at -> new Command.ReportNode(at, report));
  }

  private void joinNodes() throws Exception {
    int domain = 0;
    for (var node : NODES) {
      var description =
          new NodeDescription(
              new NodeId(node),
              "127.0.1." + (domain + 1),
              domain,
              new Capacity(8_000, 16_384, 100_000),
              new PortRange(20_000, 20_999));
      controller.ask(at -> new Command.JoinNode(at, description));
      domain++;
    }
  }

  static String definition() {
    return """
    <ServiceDefinition name="hello"
        xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
      <WebRole name="web" vmsize="ExtraSmall">
        <Runtime><EntryPoint>
          <ProgramEntryPoint commandLine="java Web.java" setReadyOnProcessStart="true" />
        </EntryPoint></Runtime>
        <ConfigurationSettings><Setting name="Greeting" /></ConfigurationSettings>
        <Endpoints><InputEndpoint name="http" protocol="http" port="80" /></Endpoints>
      </WebRole>
    </ServiceDefinition>
    """;
  }

  static String configuration(int instances) {
    return """
    <ServiceConfiguration serviceName="hello" osFamily="6" osVersion="*"
        xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
      <Role name="web">
        <Instances count="%d" />
        <ConfigurationSettings><Setting name="Greeting" value="Hello" /></ConfigurationSettings>
      </Role>
    </ServiceConfiguration>
    """
        .formatted(instances);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
    server.close();
    network.close();
    running.interrupt();
  }
}
