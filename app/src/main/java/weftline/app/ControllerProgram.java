package weftline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.controller.Controller;
import weftline.controller.GapWatch;
import weftline.controller.GroupWatch;
import weftline.controller.HttpMail;
import weftline.controller.LoadBook;
import weftline.controller.NodeWatch;
import weftline.controller.OsWatch;
import weftline.controller.Outage;
import weftline.controller.PackageWatch;
import weftline.controller.Packages;
import weftline.controller.Peer;
import weftline.controller.QueueWatch;
import weftline.controller.RaftLedger;
import weftline.controller.Standing;
import weftline.controller.Surroundings;
import weftline.controller.Time;
import weftline.controller.api.AccessToken;
import weftline.controller.api.Forwarding;
import weftline.controller.api.LedgerApi;
import weftline.controller.api.ManagementApi;
import weftline.core.Command;
import weftline.core.FabricSettings;
import weftline.net.Handler;
import weftline.net.HttpClient;
import weftline.net.HttpLimits;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Route;

/// A running controller over the ledger in a folder, and what stands around it.
record ControllerProgram(
    Controller controller,
    RaftLedger ledger,
    DataFolder folder,
    FabricSettings settings,
    Colleagues colleagues) {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerProgram.class);

  /// Most of what is open at the end are streams and long polls, which never end by themselves.
  private static final HttpLimits LIMITS = HttpLimits.DEFAULT.withDrain(Duration.ofMillis(300));

  private static final Duration ORDER_ROUND = Duration.ofMillis(250);

  private static final Duration LOADS_ROUND = Duration.ofSeconds(10);

  private static final Duration QUEUES_ROUND = Duration.ofSeconds(15);

  private static final Duration OS_ROUND = Duration.ofSeconds(2);

  /// A page of a hundred packages in each.
  private static final Duration PACKAGES_ROUND = Duration.ofMinutes(1);

  private static final Duration TIDY_ROUND = Duration.ofMinutes(1);

  /// One that has no others becomes primary as soon as it has read its ledger.
  private static final Duration ALONE_MAX = Duration.ofMinutes(5);

  /// Nobody else has to find it.
  private static final Peer ALONE = new Peer("c1", "127.0.0.1:7400");

  /// A controller without others: ready when this returns.
  static ControllerProgram alone(
      Parts parts, Network network, DataFolder folder, FabricSettings settings, Runnable broken)
      throws IOException {
    HttpClient client = HttpClient.open();
    parts.add(client::close);
    Colleagues nobody =
        new Colleagues(
            ALONE, List.of(ALONE), client, "http", network.workers(), Surroundings.SILENCE_MAX);
    ControllerProgram program = start(parts, folder, settings, nobody, broken);
    if (!LocalCall.of(() -> program.controller.awaitPrimacy(ALONE_MAX))) {
      throw new IOException("The ledger in %s cannot be read.".formatted(folder.ledger()));
    }
    new GroupWatch(program.controller).runOnce().join(); // some settings want its level
    LocalCall.of(() -> program.settle());
    return program;
  }

  /// Recovers and runs until the parts are closed.
  static ControllerProgram start(
      Parts parts,
      DataFolder folder,
      FabricSettings settings,
      Colleagues colleagues,
      Runnable broken)
      throws IOException {
    LedgerThread thread = new LedgerThread(broken);
    parts.add(thread::close);
    HttpMail mail =
        new HttpMail(
            colleagues.client(),
            colleagues.scheme(),
            Thread.ofPlatform().daemon().name("mail-", 0).factory(),
            broken);
    parts.add(mail::close);
    if (colleagues.all().size() == 1) {
      RaftLedger.adopt(folder.earlierLedger(), folder.ledger(), colleagues.self());
    } else {
      RaftLedger.requireNone(folder.earlierLedger(), folder.ledger());
    }
    RaftLedger ledger =
        RaftLedger.open(
            folder.ledger(),
            colleagues.self(),
            colleagues.all(),
            new Surroundings(
                thread,
                mail,
                System::nanoTime,
                ThreadLocalRandom.current().nextLong(),
                colleagues.workers(),
                colleagues.silenceMax()));
    parts.add(ledger::close);
    Controller controller =
        Controller.open(ledger, new Time(InstantSource.system(), System::nanoTime));
    Background running = Background.startComputing("controller", controller::run, broken);
    parts.add(running::stop);
    return new ControllerProgram(controller, ledger, folder, settings, colleagues);
  }

  /// Sees to the group, and that the fabric goes by this controller's settings, while it is the
  /// primary.
  void keepOrder(Parts parts, Runnable broken) {
    GroupWatch watch = new GroupWatch(controller);
    Runnable round =
        () -> {
          settleQuietly();
          var _ = watch.runOnce();
        };
    Background keeping = Background.start("order", Background.every(ORDER_ROUND, round), broken);
    parts.add(keeping::stop);
  }

  private void settleQuietly() {
    try {
      settle();
    } catch (Outage e) {
      LOG.atInfo().addKeyValue("reason", e.getMessage()).log("cannot see to the fabric's settings");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // asked to stop
    }
  }

  private boolean settle() throws Outage, InterruptedException {
    boolean different =
        controller.standing() instanceof Standing.Primary
            && !controller.state().settings().equals(settings);
    if (different) {
      var _ = controller.ask(at -> new Command.ConfigureFabric(at, settings));
    }
    return different;
  }

  /// Looks for silent nodes until the parts are closed.
  void watch(Parts parts, NodeWatch watch, Duration pause, Runnable broken) {
    Background looking =
        Background.start("node watch", Background.every(pause, watch::runOnce), broken);
    parts.add(looking::stop);
  }

  /// Judges what is heard of the use of cores until the parts are closed.
  void judgeLoads(Parts parts, LoadBook loads, Runnable broken) {
    Background judging =
        Background.start("loads", Background.every(LOADS_ROUND, loads::runOnce), broken);
    parts.add(judging::stop);
  }

  /// Counts the queues that scale rules go by until the parts are closed.
  void countQueues(Parts parts, QueueWatch.Lengths lengths, Runnable broken) {
    QueueWatch watch = new QueueWatch(controller, lengths);
    Background counting =
        Background.start("queues", Background.every(QUEUES_ROUND, watch::runOnce), broken);
    parts.add(counting::stop);
  }

  /// Looks for room that a few moves would make until the parts are closed.
  void tidy(Parts parts, Runnable broken) {
    GapWatch watch = new GapWatch(controller);
    Background looking =
        Background.startComputing(
            "gap watch", Background.every(TIDY_ROUND, watch::runOnce), broken);
    parts.add(looking::stop);
  }

  /// Removes packages that nothing names any more until the parts are closed.
  ///
  /// @param grace how long they stay
  void removePackages(Parts parts, Packages packages, Duration grace, Runnable broken) {
    PackageWatch watch = new PackageWatch(controller, packages, grace);
    Background looking =
        Background.start("packages", Background.every(PACKAGES_ROUND, watch::runOnce), broken);
    parts.add(looking::stop);
  }

  /// Brings operating systems to what is wanted until the parts are closed.
  void bringSystems(Parts parts, Runnable broken) {
    OsWatch watch = new OsWatch(controller);
    Background looking =
        Background.startComputing("os watch", Background.every(OS_ROUND, watch::runOnce), broken);
    parts.add(looking::stop);
  }

  /// Serves the management API, and leaves word of where it is for the command line.
  void serve(
      Parts parts,
      Network network,
      HttpServerConfig config,
      ManagementApi.Parts shown,
      List<Route> others)
      throws IOException {
    AccessToken token = AccessToken.open(folder.token());
    Handler api =
        new Forwarding(
            ManagementApi.of(shown, token, network.workers(), others),
            controller,
            colleagues.client(),
            colleagues.scheme(),
            network.workers());
    HttpServer server = HttpServer.listen(network, config.withLimits(LIMITS), api);
    parts.add(server::close);
    String scheme = config.tls().isPresent() ? "https" : "http";
    Files.writeString(
        folder.endpoint(),
        "%s://%s:%d%n"
            .formatted(
                scheme,
                server.address().getAddress().getHostAddress(),
                server.address().getPort()));
  }

  /// Where the other controllers' letters arrive.
  List<Route> letters() {
    return new LedgerApi(ledger).routes();
  }

  /// Takes over a token that several controllers share.
  static void shareToken(Path from, DataFolder folder) throws IOException {
    Files.createDirectories(folder.root());
    AccessToken.open(from);
    Files.copy(
        from,
        folder.token(),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
  }
}
