package weftline.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.agent.HttpControllerLink;
import weftline.controller.Controller;
import weftline.controller.LogLimits;
import weftline.controller.LogStore;
import weftline.controller.MemoryPackages;
import weftline.controller.NodeWatch;
import weftline.controller.Peer;
import weftline.controller.Reception;
import weftline.controller.Surroundings;
import weftline.controller.api.Chaos;
import weftline.controller.api.ManagementApi;
import weftline.controller.api.NodeApi;
import weftline.core.FabricSettings;
import weftline.model.Capacity;
import weftline.model.Generation;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.PortRange;
import weftline.net.AddressBook;
import weftline.net.HttpClient;
import weftline.net.HttpServerConfig;
import weftline.net.Network;

/// Three controllers that agree on a few changes, lose their primary, agree on more and have an
/// instance run, so that the Java machine can learn what a controller does in its first seconds: in
/// earnest, those are when a fabric has no primary.
final class FabricRehearsal {
  private static final int CONTROLLERS = 3;
  private static final int FAILURES_MAX = 10;
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int LOOKS_MAX = 600;

  private final Network network;
  private final Path folder;
  private final HttpClient client;
  private final List<Peer> peers;
  private final MemoryPackages packages = new MemoryPackages();
  private final List<Running> running = new ArrayList<>();

  private FabricRehearsal(Network network, Path folder, HttpClient client, List<Peer> peers) {
    this.network = network;
    this.folder = folder;
    this.client = client;
    this.peers = peers;
  }

  /// @param changes before the primary is lost, and as many afterwards
  static void play(Network network, Path folder, int changes)
      throws IOException, InterruptedException {
    try (Parts parts = new Parts()) {
      HttpClient client = HttpClient.open();
      parts.add(client::close);
      FabricRehearsal rehearsal = new FabricRehearsal(network, folder, client, peers());
      parts.add(() -> rehearsal.running.forEach(Running::close));
      rehearsal.start();
      rehearsal.change("before", changes);
      rehearsal.lose(rehearsal.primary());
      rehearsal.change("after", changes);
      rehearsal.runInstance(rehearsal.primary());
    }
  }

  private static List<Peer> peers() throws IOException {
    List<Peer> peers = new ArrayList<>();
    for (int number = 1; number <= CONTROLLERS; number++) {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        peers.add(new Peer("c" + number, "127.0.0.1:" + free.getLocalPort()));
      }
    }
    return peers;
  }

  /// One of the controllers, and what it is wired of.
  private record Running(Peer peer, Parts parts, Controller controller) {
    void close() {
      parts.close();
    }
  }

  private void start() throws IOException {
    for (Peer peer : peers) {
      Parts parts = new Parts();
      running.add(new Running(peer, parts, start(peer, parts)));
    }
  }

  private Controller start(Peer self, Parts parts) throws IOException {
    DataFolder own = new DataFolder(folder.resolve(self.name()));
    Colleagues all =
        new Colleagues(self, peers, client, "http", network.workers(), Surroundings.SILENCE_MAX);
    ControllerProgram program =
        ControllerProgram.start(
            parts, own, FabricSettings.DEFAULT.withBurnIn(Optional.empty()), all, () -> {});
    Controller controller = program.controller();
    NodeWatch watch = new NodeWatch(controller, GRACE, System::nanoTime);
    LogStore logs = LogStore.open(own.roleLogs(), LogLimits.DEFAULT);
    NodeApi nodes =
        new NodeApi(new Reception(controller, watch), packages, logs, network.workers());
    URI address = uri(self);
    program.serve(
        parts,
        network,
        HttpServerConfig.plain(new InetSocketAddress(address.getHost(), address.getPort())),
        new ManagementApi.Parts(controller, packages, logs, Chaos.NONE),
        Stream.concat(nodes.routes().stream(), program.letters().stream()).toList());
    program.keepOrder(parts, () -> {});
    program.watch(parts, watch, LOOK, () -> {});
    return controller;
  }

  private void runInstance(Running primary) throws IOException {
    List<URI> controllers = running.stream().map(each -> uri(each.peer())).toList();
    NodeRehearsal.play(
        primary.controller(),
        packages,
        () -> new HttpControllerLink(client, AddressBook.of(controllers)),
        folder.resolve("nodes"));
  }

  private static URI uri(Peer peer) {
    return URI.create("http://" + peer.address());
  }

  private Running primary() throws IOException, InterruptedException {
    for (int looked = 0; looked < LOOKS_MAX; looked++) {
      for (Running each : running) {
        if (each.controller().awaitPrimacy(LOOK)) {
          return each;
        }
      }
    }
    throw new IOException("the controllers of the rehearsal have no primary");
  }

  private void lose(Running primary) {
    running.remove(primary);
    primary.close();
  }

  /// Nodes join and report: at the primary, and at another one that passes it on. On a machine that
  /// is busy there may be no primary for a moment; then it is tried again, as agents do.
  private void change(String name, int changes) throws IOException, InterruptedException {
    int number = 0;
    int failed = 0;
    while (number < changes) {
      try {
        change(primary(), new NodeId(name + number), number);
        number++;
      } catch (IOException e) {
        failed++;
        if (failed == FAILURES_MAX) {
          throw e;
        }
      }
    }
  }

  private void change(Running primary, NodeId node, int number) throws IOException {
    URI first = uri(primary.peer());
    List<URI> all = new ArrayList<>(running.stream().map(each -> uri(each.peer())).toList());
    all.remove(first);
    all.add(number % 2 == 0 ? 0 : all.size(), first);
    HttpControllerLink link = new HttpControllerLink(client, AddressBook.of(all));
    link.join(
        new NodeDescription(
            node,
            "127.0.0.1",
            number % CONTROLLERS,
            new Capacity(1_000, 1_000, 1_000),
            new PortRange(20_000, 20_009)));
    var _ = link.goal(node, new Generation(0), Duration.ZERO);
    var _ = link.report(new NodeReport(node, new Generation(0), List.of()));
  }
}
