package weftline.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weftline.net.CertificateAuthority;
import weftline.storage.AccountKey;
import weftline.storage.AccountSource;
import weftline.storage.Accounts;
import weftline.storage.AccountsFile;
import weftline.storage.ServiceKind;
import weftline.storage.StorageServerConfig;
import weftline.storage.TokenRules;
import weftline.storage.WatchedAccounts;

/// Where the storage services listen, and whom they let in.
final class StorageOptions {
  @Mixin private final EncryptionOptions encryption = new EncryptionOptions();
  @Mixin private final TokenOptions tokens = new TokenOptions();

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
      names = "--domain",
      paramLabel = "NAME",
      description = "Take ACCOUNT.blob.NAME as an address, too; localhost is taken already.")
  private List<String> domains = List.of();

  @Option(
      names = "--account",
      paramLabel = "NAME=FILE",
      description = "An account and the file with its key in Base64, beside those of the folder.")
  private Map<String, Path> accounts = Map.of();

  /// @param data the folder, where the accounts file is
  StorageServerConfig config(Path data) throws IOException {
    DevPorts ports = new DevPorts(portOffset);
    Map<ServiceKind, InetSocketAddress> addresses = new EnumMap<>(ServiceKind.class);
    addresses.put(ServiceKind.BLOB, new InetSocketAddress(address, ports.blob()));
    addresses.put(ServiceKind.QUEUE, new InetSocketAddress(address, ports.queue()));
    addresses.put(ServiceKind.TABLE, new InetSocketAddress(address, ports.table()));
    return new StorageServerConfig(
        addresses,
        encryption.tls(data, hosts()),
        accounts(data),
        tokens.rules(address),
        allDomains());
  }

  /// Sees to it that the certificate does not end, until the parts are closed.
  void keepCertificate(Parts parts, Runnable broken) throws IOException {
    encryption.keep(parts, broken);
  }

  /// What to tell whoever has started the program.
  List<String> notices(Path data) throws IOException {
    List<String> notices = new ArrayList<>(encryption.advice(data).stream().toList());
    if (tokens.rules(address).filter(TokenRules.Development.class::isInstance).isPresent()) {
      notices.add(
          """
          WARNING: --oauth=development. Bearer tokens are NOT VERIFIED: every program on this
          machine can make one up and do everything. Never use it with data that matters.\
          """);
    }
    return notices;
  }

  private Set<String> allDomains() throws IOException {
    Set<String> all = new TreeSet<>();
    all.add(StorageServerConfig.LOCAL_DOMAIN);
    for (String domain : domains) {
      if (!CertificateAuthority.isName("*.blob." + domain)) {
        throw new IOException(
            "'%s' is no domain: --domain takes a name such as store.example.org".formatted(domain));
      }
      all.add(domain.toLowerCase(Locale.ROOT));
    }
    return all;
  }

  private List<String> hosts() throws IOException {
    List<String> hosts = new ArrayList<>();
    for (String domain : allDomains()) {
      for (ServiceKind kind : ServiceKind.values()) {
        hosts.add("*." + kind + "." + domain);
      }
      hosts.add("*.web." + domain); // the sites of accounts
    }
    return hosts;
  }

  /// The development account has a key that everybody knows, so it is served on loopback alone.
  private AccountSource accounts(Path data) throws IOException {
    Map<String, List<AccountKey>> keys = new HashMap<>();
    for (Map.Entry<String, Path> account : accounts.entrySet()) {
      keys.put(account.getKey(), List.of(key(account.getValue())));
    }
    if (address.isLoopbackAddress()) {
      keys.putIfAbsent(Accounts.DEVELOPMENT_NAME, List.of(AccountKey.of(Accounts.DEVELOPMENT_KEY)));
    }
    AccountsFile file = new AccountsFile(data.resolve(AccountsFile.NAME));
    if (keys.isEmpty() && file.read().isEmpty()) {
      throw new IOException(
          "Beyond loopback there is no development account. Make one with"
              + " `wfl storage account create NAME --data "
              + data
              + "`.");
    }
    return WatchedAccounts.open(file, new Accounts(keys), InstantSource.system());
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
