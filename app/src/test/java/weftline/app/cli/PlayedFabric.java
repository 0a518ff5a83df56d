package weftline.app.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import weftline.controller.Controller;
import weftline.controller.LogLimits;
import weftline.controller.LogStore;
import weftline.controller.MemoryLedger;
import weftline.controller.MemoryPackages;
import weftline.controller.Outage;
import weftline.controller.Time;
import weftline.controller.api.AccessToken;
import weftline.controller.api.Chaos;
import weftline.controller.api.ManagementApi;
import weftline.core.Command;
import weftline.core.FabricSettings;
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
import weftline.model.PortRange;
import weftline.net.HttpLimits;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;

/// The real controller and management API; the agents and the balancer are played: whatever they
/// are asked for they report as done.
final class PlayedFabric implements AutoCloseable {
  private static final HttpLimits LIMITS = HttpLimits.DEFAULT.withDrain(Duration.ofMillis(100));
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Network network = Network.open();
  private final Controller controller;
  private final HttpServer server;
  private final List<NodeId> nodes = new CopyOnWriteArrayList<>();
  private final List<Thread> threads;

  /// Leaves endpoint and token in the home folder, as `wfl dev` does.
  PlayedFabric(Path home, int nodeCount) throws IOException, Outage, InterruptedException {
    Path folder = Files.createDirectories(home.resolve(".weftline/dev"));
    controller = Controller.open(new MemoryLedger(), new Time(Clock.systemUTC(), System::nanoTime));
    LogStore logs = LogStore.open(folder.resolve("logs"), LogLimits.DEFAULT);
    ManagementApi api =
        ManagementApi.of(
            new ManagementApi.Parts(controller, new MemoryPackages(), logs, Chaos.NONE),
            AccessToken.open(folder.resolve("token")),
            network.workers(),
            List.of());
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.listen(network, HttpServerConfig.plain(address).withLimits(LIMITS), api);
    Files.writeString(folder.resolve("endpoint"), "http://127.0.0.1:" + server.address().getPort());
    threads =
        List.of(Thread.ofVirtual().start(controller::run), Thread.ofVirtual().start(this::play));
    var settings = quick(FabricSettings.DEFAULT);
    controller.ask(at -> new Command.ConfigureFabric(at, settings));
    for (int i = 1; i <= nodeCount; i++) {
      join(i);
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    server.close();
    network.close();
  }

  /// Nobody has to prove for long that an upgraded instance stays well.
  private static FabricSettings quick(FabricSettings settings) {
    return new FabricSettings(
        settings.faultDomainsMin(),
        settings.addresses(),
        settings.drainLimit(),
        Duration.ofMillis(100),
        settings.failuresBeforeMove(),
        settings.proxyProtocol(),
        settings.healing(),
        Optional.empty(),
        settings.tidying(),
        settings.readyWithin());
  }

  private void join(int number) throws Outage, InterruptedException {
    var node =
        new NodeDescription(
            new NodeId("node-" + number),
            "127.0.1." + number,
            number % 3,
            new Capacity(2_000, 4_096, 500_000),
            new PortRange(20_000, 20_999));
    controller.ask(at -> new Command.JoinNode(at, node));
    nodes.add(node.id());
  }

  private void play() {
    try {
      while (true) {
        State state = controller.state();
        for (NodeId node : List.copyOf(nodes)) {
          report(Goals.nodeGoal(state, node));
        }
        var follows =
            new BalancerReport(
                new BalancerId("balancer-1"), state.routingGeneration(), List.of(), List.of());
        controller.ask(at -> new Command.ReportBalancer(at, follows));
        controller.awaitEvents(controller.journal().last(), LOOK_AGAIN);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Outage e) {
      throw new IllegalStateException(e);
    }
  }

  private void report(NodeGoal goal) throws Outage, InterruptedException {
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
    var report = new NodeReport(goal.node(), goal.generation(), instances);
    controller.ask(at -> new Command.ReportNode(at, report));
  }
}
