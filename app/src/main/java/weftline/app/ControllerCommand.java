package weftline.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weftline.app.cli.FolderAccounts;
import weftline.controller.Controller;
import weftline.controller.LogLimits;
import weftline.controller.LogStore;
import weftline.controller.NodeWatch;
import weftline.controller.PackageWatch;
import weftline.controller.Packages;
import weftline.controller.Peer;
import weftline.controller.QueueWatch;
import weftline.controller.Reception;
import weftline.controller.api.CertificateApi;
import weftline.controller.api.Chaos;
import weftline.controller.api.ManagementApi;
import weftline.controller.api.NodeApi;
import weftline.controller.api.StorageAccounts;
import weftline.core.BurnIn;
import weftline.core.FabricSettings;
import weftline.core.PublicAddresses;
import weftline.core.Tidying;
import weftline.net.AddressBook;
import weftline.net.CertificateAuthority;
import weftline.net.CertificateWatch;
import weftline.net.HttpClient;
import weftline.net.HttpServerConfig;
import weftline.net.LiveCredentials;
import weftline.net.Network;
import weftline.net.RemoteIssuer;
import weftline.storage.AccountKey;
import weftline.storage.Accounts;
import weftline.storage.Sas;

/// `wfl controller`: the fabric controller by itself.
@Command(
    name = "controller",
    header = "Run the fabric controller.",
    subcommands = ControllerRescueCommand.class,
    footer = {
      "",
      "Example:",
      "  wfl controller --data /var/lib/weftline --listen 10.0.0.1:7400 --credentials c1.pem \\",
      "    --blobs https://10.0.0.1:10000/shop --account-key shop.key --public-address 10.0.0.1"
    })
final class ControllerCommand implements Callable<Integer> {
  /// A silent node waits for the next look on top of its grace.
  private static final int LOOKS_PER_GRACE = 8;

  @Mixin private final CredentialsOption credentials = new CredentialsOption();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the ledger and the logs of roles are kept.")
  private Optional<Path> data = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--listen",
      defaultValue = "127.0.0.1:7400",
      converter = SocketAddresses.class,
      paramLabel = "IP:PORT",
      description = "Default: ${DEFAULT-VALUE}.")
  private InetSocketAddress listen = new InetSocketAddress(0);

  @Option(
      names = "--blobs",
      defaultValue = "http://127.0.0.1:10000/" + Accounts.DEVELOPMENT_NAME,
      converter = HttpAddresses.OfAccount.class,
      paramLabel = "URL",
      description = "The storage account for packages (default: ${DEFAULT-VALUE}).")
  private URI blobs = URI.create("http://127.0.0.1:10000");

  @Option(
      names = "--queues",
      converter = HttpAddresses.OfAccount.class,
      paramLabel = "URL",
      description = "Where the queues of that account are, for scale rules that go by them.")
  private Optional<URI> queues = Optional.empty();

  @Option(
      names = "--account-key",
      paramLabel = "FILE",
      description = "Its key in Base64 (default: that of the development account).")
  private Optional<Path> accountKey = Optional.empty();

  @Option(
      names = "--storage",
      paramLabel = "DIR",
      description = "The folder of `wfl storage` here, to make and end its accounts.")
  private Optional<Path> storage = Optional.empty();

  @Option(
      names = "--public-address",
      defaultValue = "127.0.0.1",
      paramLabel = "IP",
      description = "Where clients reach services (default: ${DEFAULT-VALUE}).")
  private String publicAddress = "";

  @Option(
      names = "--first-port",
      defaultValue = "8080",
      paramLabel = "PORT",
      description = "Endpoints of services get ports from here up (default: ${DEFAULT-VALUE}).")
  private int firstPort;

  @Option(
      names = "--node-grace",
      defaultValue = "15s",
      paramLabel = "TIME",
      description = "How long a node may be silent (default: ${DEFAULT-VALUE}).")
  private Duration nodeGrace = Duration.ofSeconds(15);

  @Option(
      names = "--name",
      defaultValue = "c1",
      paramLabel = "NAME",
      description = "This controller's name among the others (default: ${DEFAULT-VALUE}).")
  private String name = "";

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME=HOST:PORT",
      description =
          "All controllers as the fabric begins, this one among them; for one that joins a fabric,"
              + " those that there are.")
  private List<String> peers = new ArrayList<>();

  @Option(
      names = "--primary-silence",
      defaultValue = "500ms",
      paramLabel = "TIME",
      description =
          "Without a word of the primary for so long, another one is elected"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration primarySilence = Duration.ofMillis(500);

  @Option(
      names = "--token",
      paramLabel = "FILE",
      description = "The token of the fabric, the same for all controllers; made if missing.")
  private Optional<Path> token = Optional.empty();

  @Option(
      names = "--burn-in",
      defaultValue = "full",
      paramLabel = "LEVEL",
      description =
          "How machines are tried before they are used: none, short or full (default:"
              + " ${DEFAULT-VALUE}).")
  private Level burnIn = Level.FULL;

  @Option(
      names = "--moved-a-day",
      defaultValue = "1",
      paramLabel = "PERCENT",
      description =
          "How many of all instances are moved a day at most, at quiet times, to bring free room"
              + " together; 0 for none (default: ${DEFAULT-VALUE}).")
  private double movedADay;

  @Option(
      names = "--authority",
      paramLabel = "DIR",
      description =
          "The fabric's authority from `wfl ca init`, to renew the certificates of its programs;"
              + " give it to all controllers.")
  private Optional<Path> authority = Optional.empty();

  @Option(
      names = "--package-grace",
      defaultValue = "7d",
      paramLabel = "TIME",
      description =
          "How long a package is kept that nothing uses any more, 1h at least (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration packageGrace = Duration.ofDays(7);

  @Option(
      names = "--ready-within",
      defaultValue = "10m",
      paramLabel = "TIME",
      description =
          "An upgrade pauses when an update domain is not ready for so long (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration readyWithin = Duration.ofMinutes(10);

  /// How thoroughly machines are tried.
  enum Level {
    NONE,
    SHORT,
    FULL;

    Optional<BurnIn> settings() {
      return switch (this) {
        case NONE -> Optional.empty();
        case SHORT -> Optional.of(BurnIn.SHORT);
        case FULL -> Optional.of(BurnIn.DEFAULT);
      };
    }
  }

  @Override
  public Integer call() throws IOException {
    Logging.toErrorStream();
    DataFolder folder =
        new DataFolder(
            data.orElseThrow(() -> new ParameterException(spec.commandLine(), "say --data DIR")));
    HttpServerConfig server = credentials.server(listen, true);
    if (packageGrace.compareTo(PackageWatch.GRACE_MIN) < 0) {
      throw new ParameterException(spec.commandLine(), "--package-grace is an hour at least");
    }
    Shutdown.guard((parts, broken) -> run(parts, broken, server, folder));
    return 0;
  }

  private void run(Parts parts, Runnable broken, HttpServerConfig server, DataFolder folder)
      throws IOException, InterruptedException {
    if (token.isPresent()) {
      ControllerProgram.shareToken(token.get(), folder);
    }
    Network network = Network.open();
    parts.add(network::close);
    HttpClient client = credentials.client();
    parts.add(client::close);
    ControllerProgram program =
        ControllerProgram.start(
            parts,
            folder,
            FabricSettings.DEFAULT
                .withAddresses(new PublicAddresses.Shared(publicAddress, firstPort))
                .withBurnIn(burnIn.settings())
                .withTidying(tidying())
                .withReadyWithin(readyWithin),
            colleagues(client, server, network),
            broken);
    Controller controller = program.controller();
    Packages packages = PackageContainer.open(client, blobs, signer(), folder.spool());
    LogStore logs = LogStore.open(folder.roleLogs(), LogLimits.DEFAULT);
    NodeWatch watch = new NodeWatch(controller, nodeGrace, System::nanoTime);
    Reception reception = new Reception(controller, watch);
    Optional<CertificateAuthority> issuer = authority();
    credentials.keep(parts, issuer(issuer, client), broken);
    CertificateApi certificates = new CertificateApi(controller, issuer, network.workers());
    NodeApi nodes = new NodeApi(reception, packages, logs, network.workers());
    program.serve(
        parts,
        network,
        server,
        new ManagementApi.Parts(controller, packages, logs, Chaos.NONE, accounts()),
        Stream.of(nodes.routes(), certificates.routes(), program.letters())
            .flatMap(List::stream)
            .toList());
    program.keepOrder(parts, broken);
    program.watch(parts, watch, nodeGrace.dividedBy(LOOKS_PER_GRACE), broken);
    program.tidy(parts, broken);
    program.removePackages(parts, packages, packageGrace, broken);
    program.bringSystems(parts, broken);
    program.judgeLoads(parts, reception.loads(), broken);
    program.countQueues(parts, lengths(client), broken);
    new CountDownLatch(1).await(); // until the system ends the program
  }

  private Optional<CertificateAuthority> authority() throws IOException {
    return authority.isPresent()
        ? Optional.of(CertificateAuthority.open(authority.get(), InstantSource.system()))
        : Optional.empty();
  }

  /// Whoever has the authority asks nobody else.
  private CertificateWatch.Issuer issuer(Optional<CertificateAuthority> own, HttpClient client)
      throws IOException {
    if (own.isPresent()) {
      Optional<LiveCredentials> shown = credentials.load();
      return wish -> own.get().renew(wish, shown.orElseThrow().identity());
    }
    List<URI> others =
        peers.stream()
            .map(Peer::parse)
            .map(peer -> URI.create("https://" + peer.address()))
            .toList();
    return others.isEmpty()
        ? _ -> {
          throw new IOException("this controller was not given the fabric's authority");
        }
        : new RemoteIssuer(client, AddressBook.of(others));
  }

  private Tidying tidying() throws IOException {
    try {
      return Tidying.percent(movedADay);
    } catch (IllegalArgumentException e) {
      throw new IOException("--moved-a-day: it must be 0 to 100 percent.", e);
    }
  }

  private Colleagues colleagues(HttpClient client, HttpServerConfig server, Network network)
      throws IOException {
    String scheme = server.tls().isPresent() ? "https" : "http";
    try {
      List<Peer> all = peers.stream().map(Peer::parse).toList();
      Peer self =
          all.stream()
              .filter(peer -> peer.name().equals(name))
              .findFirst()
              .orElseGet(() -> new Peer(name, address(listen)));
      requireOwnCertificate();
      return new Colleagues(
          self,
          all.isEmpty() ? List.of(self) : all,
          client,
          scheme,
          network.workers(),
          primarySilence);
    } catch (IllegalArgumentException e) {
      throw new IOException("--peers: " + e.getMessage(), e);
    }
  }

  /// The others take letters from whom they are, and from nobody else.
  private void requireOwnCertificate() throws IOException {
    Optional<String> other =
        credentials
            .load()
            .map(own -> own.identity().name())
            .filter(certified -> !certified.equals(name));
    if (!peers.isEmpty() && other.isPresent()) {
      throw new IOException(
          "The certificate is that of %1$s: the others would take no letter of %2$s with it."
                  .formatted(other.get(), name)
              + " Say --name %1$s, or take the certificate of %2$s.".formatted(other.get(), name));
    }
  }

  private static String address(InetSocketAddress listen) {
    String host = listen.getHostString();
    return (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, listen.getPort());
  }

  private Optional<StorageAccounts> accounts() {
    return storage
        .map(StorageFolder::new)
        .map(folder -> new FolderAccounts(folder.accountsFile(), new SecureRandom()));
  }

  private QueueWatch.Lengths lengths(HttpClient client) throws IOException {
    if (queues.isPresent()) {
      return new QueueLengths(client, queues.get(), signer(), InstantSource.system());
    }
    return _ -> {
      throw new IOException("This controller does not know where queues are. Say --queues URL.");
    };
  }

  private Sas signer() throws IOException {
    AccountKey key =
        accountKey.isPresent()
            ? StorageOptions.key(accountKey.get())
            : AccountKey.of(Accounts.DEVELOPMENT_KEY);
    return new Sas(blobs.getPath().substring(1), key);
  }
}
