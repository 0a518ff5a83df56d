package weftline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weftline.net.Network;
import weftline.storage.ServiceKind;
import weftline.storage.StorageServer;
import weftline.storage.StorageServerConfig;

/// `wfl storage`: blobs, queues and tables by themselves.
@Command(
    name = "storage",
    header = "Run blob, queue and table storage.",
    subcommands = {
      StorageCheckCommand.class,
      StorageBackupCommand.class,
      StorageRestoreCommand.class,
      StorageRehearseCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  wfl storage --data store                      the development account, on loopback",
      "  wfl storage account create shop --data store",
      "  wfl storage --data store --address 10.0.0.1 --certificate s1.pem --key s1.key"
    })
final class StorageCommand implements Callable<Integer> {
  @Mixin private final StorageOptions options = new StorageOptions();
  @Mixin private final KeepingOptions keeping = new KeepingOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--data", paramLabel = "DIR", description = "Where to keep everything.")
  private Optional<Path> data = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Logging.toErrorStream();
    Path folder =
        data.orElseThrow(() -> new ParameterException(spec.commandLine(), "say --data DIR"));
    StorageServerConfig config = options.config(folder);
    options.notices(folder).forEach(spec.commandLine().getErr()::println);
    Shutdown.guard((parts, broken) -> {
      Network network = Network.open();
      parts.add(network::close);
      options.keepCertificate(parts, broken);
      say(StorageProgram.start(parts, network, folder, config, keeping, broken), config, folder);
      new CountDownLatch(1).await(); // until the system ends the program
    });
    return 0;
  }

  private void say(StorageServer server, StorageServerConfig config, Path folder) {
    PrintWriter out = spec.commandLine().getOut();
    String scheme = config.tls().isPresent() ? "https" : "http";
    for (ServiceKind kind : ServiceKind.values()) {
      InetSocketAddress address = server.address(kind);
      String literal = address.getAddress().getHostAddress();
      String host = literal.contains(":") ? "[" + literal + "]" : literal;
      out.println("%-6s %s://%s:%d/ACCOUNT".formatted(kind, scheme, host, address.getPort()));
    }
    out.println("Everything is kept in " + folder + ". Ctrl-C stops it.");
  }
}
