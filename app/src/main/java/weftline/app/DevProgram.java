package weftline.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weftline.agent.ImageStore;
import weftline.agent.OperatingSystem;
import weftline.app.cli.FolderAccounts;
import weftline.controller.Controller;
import weftline.controller.FolderLock;
import weftline.controller.Journal;
import weftline.controller.LogLimits;
import weftline.controller.LogStore;
import weftline.controller.NodeWatch;
import weftline.controller.Packages;
import weftline.controller.Reception;
import weftline.controller.api.ManagementApi;
import weftline.core.Goals;
import weftline.core.Node;
import weftline.core.State;
import weftline.model.BalancerId;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PackageReference;
import weftline.model.VmSize;
import weftline.net.HttpClient;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.storage.Accounts;
import weftline.storage.AccountsFile;
import weftline.storage.StorageServerConfig;
import weftline.storage.WatchedAccounts;

/// A whole fabric in one process, on loopback: the programs that otherwise run apart, wired
/// together. Only the instances of roles are processes of their own.
final class DevProgram {
  private static final BalancerId BALANCER = new BalancerId("b1");
  private static final Duration BURN_IN_MAX = Duration.ofSeconds(2);
  private static final Duration ROUND = Duration.ofMillis(100);
  private static final Duration IDLE_ROUND = Duration.ofSeconds(10);
  private static final int LINES_MAX = 1_000;

  private final DevConfig config;
  private final DevConsole console;
  private final Parts parts;
  private final Runnable broken;
  private final DataFolder data;
  private final DevelopmentStorage storage;
  private final Observations observations = new Observations();

  private DevProgram(DevConfig config, DevConsole console, Parts parts, Runnable broken) {
    this.config = config;
    this.console = console;
    this.parts = parts;
    this.broken = broken;
    this.data = new DataFolder(config.data());
    this.storage = new DevelopmentStorage(config.ports());
  }

  /// Runs until the program is asked to stop.
  static void run(DevConfig config, DevConsole console) throws IOException {
    ServiceFolder service = ServiceFolder.read(config.service());
    Shutdown.guard((parts, broken) -> new DevProgram(config, console, parts, broken).run(service));
  }

  private void run(ServiceFolder service) throws IOException, InterruptedException {
    Instant started = Instant.now();
    takeFolder();
    requirePorts();
    console.starting(config);

    Network network = Network.open();
    parts.add(network::close);
    AccountsFile accounts = new StorageFolder(data.storage()).accountsFile();
    StorageProgram.start(
        parts,
        network,
        data.storage(),
        StorageServerConfig.development(config.ports().offset())
            .withAccounts(
                WatchedAccounts.open(accounts, Accounts.development(), InstantSource.system())),
        broken);
    ControllerProgram program =
        ControllerProgram.alone(parts, network, data, config.fabric(), broken);
    Controller controller = program.controller();
    long shown = controller.journal().last();
    Packages packages = openPackages();
    LogStore logs = LogStore.open(data.roleLogs(), LogLimits.DEFAULT);
    NodeWatch watch = new NodeWatch(controller, DevConfig.NODE_GRACE, System::nanoTime);
    Reception reception = new Reception(controller, watch);
    List<NodeProgram> nodes = startNodes(reception, packages, logs);
    BalancerCommand.start(
        parts, BALANCER, data.balancer(), new LocalBalancerLink(reception, observations));
    program.judgeLoads(parts, reception.loads(), broken);
    program.countQueues(parts, queueLengths(), broken);
    program.removePackages(parts, packages, DevConfig.PACKAGE_GRACE, broken);
    program.watch(parts, watch, DevConfig.HEARTBEAT, broken);
    program.serve(
        parts,
        network,
        HttpServerConfig.plain(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), config.ports().management())),
        new ManagementApi.Parts(controller, packages, logs, new DevChaos(controller, nodes))
            .withAccounts(new FolderAccounts(accounts, new SecureRandom())),
        List.of());

    controller.await(this::isTested, BURN_IN_MAX);
    var outcome = new DevDeployment(controller, packages, data.spool()).bring(service);
    console.bringing(config.service(), outcome);
    try {
      follow(controller, shown, started);
    } catch (InterruptedException e) {
      console.stopping();
      throw e;
    }
  }

  /// Whether every node is there and may be used.
  private boolean isTested(State state) {
    return state.nodes().values().stream().filter(Node::isReady).count() >= config.nodes();
  }

  private void takeFolder() throws IOException {
    FolderLock lock = FolderLock.take(config.data());
    parts.add(lock::close);
    if (config.reset()) {
      data.reset();
    }
    if (config.readyFile().isPresent()) {
      Files.deleteIfExists(config.readyFile().get());
    }
    Logging.toFile(data.log());
  }

  private void requirePorts() throws IOException {
    DevPorts ports = config.ports();
    PortCheck.requireFree(ports.management(), "management");
    PortCheck.requireFree(ports.blob(), "blobs");
    PortCheck.requireFree(ports.queue(), "queues");
    PortCheck.requireFree(ports.table(), "tables");
  }

  private Packages openPackages() throws IOException {
    HttpClient client = HttpClient.open();
    parts.add(client::close);
    return PackageContainer.open(
        client,
        URI.create(DevelopmentStorage.endpoint(config.ports().blob())),
        DevelopmentStorage.signer(),
        data.spool());
  }

  private QueueLengths queueLengths() {
    HttpClient client = HttpClient.open();
    parts.add(client::close);
    return new QueueLengths(
        client,
        URI.create(DevelopmentStorage.endpoint(config.ports().queue())),
        DevelopmentStorage.signer(),
        InstantSource.system());
  }

  private List<NodeProgram> startNodes(Reception reception, Packages packages, LogStore logs)
      throws IOException {
    ImageStore images =
        NodeProgram.images(data.images(), (wanted, target) -> fetch(packages, wanted, target));
    LocalAgentLink link = new LocalAgentLink(reception, logs, storage, observations);
    List<NodeProgram> nodes = new ArrayList<>();
    parts.add(() -> Background.together(nodes.stream().<Runnable>map(node -> node::stop).toList()));
    for (int number = 1; number <= config.nodes(); number++) {
      NodeDescription description = node(number);
      nodes.add(
          NodeProgram.start(
              description, data.node(description.id()), OperatingSystem.UNKNOWN, images, link));
    }
    return nodes;
  }

  private static void fetch(Packages packages, PackageReference wanted, Path target)
      throws IOException {
    try (InputStream content = packages.open(wanted.sha256())) {
      Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private NodeDescription node(int number) {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    return new NodeDescription(
        new NodeId("n" + number),
        config.ports().addressOfNode(number, linux),
        (number - 1) % config.faultDomains(),
        VmSize.EXTRA_LARGE.capacity(),
        config.ports().ofNode(number));
  }

  /// Shows what happens, and says once that the goal state is reached.
  private void follow(Controller controller, long from, Instant started)
      throws IOException, InterruptedException {
    long shown = from;
    boolean ready = false;
    while (true) {
      for (Journal.Line line : controller.journal().after(shown, LINES_MAX)) {
        console.event(line);
        shown = line.number();
      }
      if (!ready && observations.goalReached(controller.state())) {
        ready = true;
        announce(controller.state(), started);
      }
      controller.awaitEvents(shown, ready ? IDLE_ROUND : ROUND);
    }
  }

  /// Writes the file first: who reads that it is ready may look for the file at once.
  private void announce(State state, Instant started) throws IOException {
    var routes = Goals.routingTable(state);
    if (config.readyFile().isPresent()) {
      ReadyFile.of(data, config.ports(), routes).write(config.readyFile().get());
    }
    console.ready(config, routes.routes(), Duration.between(started, Instant.now()));
  }
}
