package weftline.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import weftline.net.ServerTls;
import weftline.storage.AccountKey;
import weftline.storage.Accounts;
import weftline.storage.ServiceKind;
import weftline.storage.StorageServerConfig;

/// `wfl storage`: blobs, queues and tables by themselves.
@Command(
    name = "storage",
    header = "Run blob, queue and table storage.",
    subcommands = {
      StorageCheckCommand.class,
      StorageBackupCommand.class,
      StorageRestoreCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  wfl storage --data store                      the development account, on loopback",
      "  wfl storage --data store --address 10.0.0.1 --credentials s1.pem \\",
      "    --account shop=shop.key"
    })
final class StorageCommand implements Callable<Integer> {
  @Mixin private final CredentialsOption credentials = new CredentialsOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--data", paramLabel = "DIR", description = "Where to keep everything.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--address",
      defaultValue = "127.0.0.1",
      paramLabel = "IP",
      description = "Where to listen (default: ${DEFAULT-VALUE}).")
  private InetAddress address = InetAddress.getLoopbackAddress();

  @Option(
      names = "--port-offset",
      defaultValue = "0",
      paramLabel = "N",
      description = "Shift the ports 10000, 10001 and 10002 by N.")
  private int portOffset;

  @Option(
      names = "--account",
      paramLabel = "NAME=FILE",
      description = "An account and the file with its key in Base64; repeat for more.")
  private Map<String, Path> accounts = Map.of();

  @Override
  public Integer call() throws IOException {
    Logging.toErrorStream();
    Path folder =
        data.orElseThrow(() -> new ParameterException(spec.commandLine(), "say --data DIR"));
    StorageServerConfig config = config();
    Shutdown.guard((parts, broken) -> {
      Network network = Network.open();
      parts.add(network::close);
      StorageProgram.start(parts, network, folder, config, broken);
      new CountDownLatch(1).await(); // until the system ends the program
    });
    return 0;
  }

  private StorageServerConfig config() throws IOException {
    DevPorts ports = new DevPorts(portOffset);
    Map<ServiceKind, InetSocketAddress> addresses = new EnumMap<>(ServiceKind.class);
    addresses.put(ServiceKind.BLOB, new InetSocketAddress(address, ports.blob()));
    addresses.put(ServiceKind.QUEUE, new InetSocketAddress(address, ports.queue()));
    addresses.put(ServiceKind.TABLE, new InetSocketAddress(address, ports.table()));
    return new StorageServerConfig(
        addresses, credentials.load().map(known -> new ServerTls(known, false)), accounts());
  }

  /// The development account has a key that everybody knows, so it is served on loopback alone.
  private Accounts accounts() throws IOException {
    Map<String, List<AccountKey>> keys = new HashMap<>();
    for (Map.Entry<String, Path> account : accounts.entrySet()) {
      keys.put(account.getKey(), List.of(key(account.getValue())));
    }
    if (address.isLoopbackAddress()) {
      keys.putIfAbsent(Accounts.DEVELOPMENT_NAME, List.of(AccountKey.of(Accounts.DEVELOPMENT_KEY)));
    }
    if (keys.isEmpty()) {
      throw new IOException(
          "Beyond loopback there is no development account. Name one with --account NAME=FILE.");
    }
    return new Accounts(keys);
  }

  static AccountKey key(Path file) throws IOException {
    try {
      return AccountKey.of(Files.readString(file).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "The file %s holds no account key: it should be Base64.".formatted(file), e);
    }
  }
}
