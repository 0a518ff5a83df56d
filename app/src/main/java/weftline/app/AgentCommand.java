package weftline.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weftline.agent.HttpControllerLink;
import weftline.agent.RackLink;
import weftline.agent.ReportDoor;
import weftline.controller.FolderLock;
import weftline.model.Capacity;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PortRange;
import weftline.model.VmSize;
import weftline.net.AddressBook;
import weftline.net.HttpClient;
import weftline.net.RemoteIssuer;

/// `wfl agent`: the hands of a fabric on one node.
@Command(
    name = "agent",
    header = "Run the fabric agent of one node.",
    footer = {
      "",
      "Example:",
      "  wfl agent --name n1 --controller https://10.0.0.1:7400 --address 10.0.0.11 \\",
      "    --fault-domain 0 --data /var/lib/weftline --credentials n1.pem"
    })
final class AgentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final CredentialsOption credentials = new CredentialsOption();

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "The node's name.")
  private String name = "";

  @Option(
      names = "--controller",
      required = true,
      split = ",",
      converter = HttpAddresses.class,
      paramLabel = "URL",
      description =
          "One controller or all of them; any answers for the others, and tells where they are.")
  private List<URI> controllers = List.of();

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Keep it short.")
  private Path data = Path.of("");

  @Option(
      names = "--address",
      defaultValue = "127.0.0.1",
      paramLabel = "IP",
      description = "Where instances on this node are reached (default: ${DEFAULT-VALUE}).")
  private String address = "";

  @Option(
      names = "--fault-domain",
      required = true,
      paramLabel = "N",
      description = "What fails together has the same number.")
  private int faultDomain;

  @Option(
      names = "--size",
      defaultValue = "ExtraLarge",
      paramLabel = "SIZE",
      description = "How much the node has, as a VM size (default: ${DEFAULT-VALUE}).")
  private String size = "";

  @Option(
      names = "--first-port",
      defaultValue = "20000",
      paramLabel = "PORT",
      description = "Instances get ports from here up (default: ${DEFAULT-VALUE}).")
  private int firstPort;

  @Option(
      names = "--ports",
      defaultValue = "1000",
      paramLabel = "N",
      description = "How many ports instances may have (default: ${DEFAULT-VALUE}).")
  private int ports;

  @Option(
      names = "--reports-port",
      defaultValue = "0",
      paramLabel = "PORT",
      description =
          "Where nodes of the same fault domain report through this one, if the controller asks it"
              + " to gather their reports (default: any free port).")
  private int reportsPort;

  @Mixin private final OsOptions system = new OsOptions();

  @Override
  public Integer call() throws IOException {
    Logging.toErrorStream();
    NodeDescription description = description();
    Optional<NeighbourDoor> door = door();
    Shutdown.guard((parts, broken) -> {
      FolderLock lock = FolderLock.take(data);
      parts.add(lock::close);
      HttpClient client = credentials.client();
      parts.add(client::close);
      AddressBook book = AddressBook.open(controllers, new DataFolder(data).controllers());
      credentials.keep(parts, new RemoteIssuer(client, book), broken);
      HttpControllerLink link = new HttpControllerLink(client, book);
      door.ifPresent(one -> parts.add(one::close));
      NodeProgram node =
          NodeProgram.start(
              description,
              data,
              system.of(data),
              NodeProgram.images(data.resolve("images"), link),
              new RackLink(description.id(), link, link, door.map(ReportDoor.class::cast)));
      parts.add(node::stop);
      new CountDownLatch(1).await(); // until the system ends the program
    });
    return 0;
  }

  /// None for a node that others could reach, and that could not know who they are.
  private Optional<NeighbourDoor> door() throws IOException {
    InetSocketAddress listen = new InetSocketAddress(InetAddress.getByName(address), reportsPort);
    boolean mayListen = listen.getAddress().isLoopbackAddress() || credentials.load().isPresent();
    return mayListen
        ? Optional.of(new NeighbourDoor(credentials.server(listen, true)))
        : Optional.empty();
  }

  private Capacity capacity() throws IOException {
    return VmSize.of(size)
        .orElseThrow(() -> new IOException("There is no VM size %s.".formatted(size)))
        .capacity();
  }

  private NodeDescription description() throws IOException {
    if (faultDomain < 0) {
      throw misused("the fault domain is %d; number them from 0 up".formatted(faultDomain));
    }
    try {
      return new NodeDescription(
          new NodeId(name),
          address,
          faultDomain,
          capacity(),
          new PortRange(firstPort, firstPort + ports - 1));
    } catch (IllegalArgumentException e) {
      throw misused(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException misused(String reason) {
    return new ParameterException(spec.commandLine(), reason);
  }
}
