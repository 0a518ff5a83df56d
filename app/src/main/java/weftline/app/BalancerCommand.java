package weftline.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weftline.balancer.Balancer;
import weftline.balancer.BalancerConfig;
import weftline.balancer.ControllerLink;
import weftline.balancer.Follower;
import weftline.balancer.HttpControllerLink;
import weftline.model.BalancerId;
import weftline.net.AddressBook;
import weftline.net.HttpClient;
import weftline.net.RemoteIssuer;

/// `wfl balancer`: the doors of a fabric.
@Command(
    name = "balancer",
    header = "Run a balancer, which forwards traffic to instances.",
    footer = {
      "",
      "Example:",
      "  wfl balancer --name b1 --controller https://10.0.0.1:7400 --data /var/lib/weftline \\",
      "    --credentials b1.pem"
    })
final class BalancerCommand implements Callable<Integer> {
  @Mixin private final CredentialsOption credentials = new CredentialsOption();

  @Option(
      names = "--name",
      defaultValue = "b1",
      paramLabel = "NAME",
      description = "The balancer's name (default: ${DEFAULT-VALUE}).")
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

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Where the last routing table is kept.")
  private Path data = Path.of("");

  @Override
  public Integer call() throws IOException {
    Logging.toErrorStream();
    Shutdown.guard((parts, broken) -> {
      HttpClient client = credentials.client();
      parts.add(client::close);
      BalancerId id = new BalancerId(name);
      AddressBook book = AddressBook.open(controllers, new DataFolder(data).controllers());
      credentials.keep(parts, new RemoteIssuer(client, book), broken);
      start(parts, id, data, new HttpControllerLink(client, book, id));
      new CountDownLatch(1).await(); // until the system ends the program
    });
    return 0;
  }

  /// Forwards until the parts are closed.
  static void start(Parts parts, BalancerId id, Path folder, ControllerLink link)
      throws IOException {
    Files.createDirectories(folder);
    Balancer balancer =
        Balancer.open(
            BalancerConfig.defaults(id),
            Thread.ofPlatform().daemon().name("balancer-", 0).factory(),
            System::nanoTime);
    parts.add(balancer::close);
    Follower follower =
        Follower.start(
            balancer,
            link,
            folder.resolve("routes.json"),
            Thread.ofVirtual().name("follower-", 0).factory());
    parts.add(follower::close);
  }
}
