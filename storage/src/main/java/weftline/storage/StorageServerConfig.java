package weftline.storage;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weftline.net.ServerTls;

/// Where the storage services listen, and for whom. Port 0 means any free one.
///
/// @param domains where hosts can name accounts, as in `me.blob.example.org` for `example.org`
public record StorageServerConfig(
    Map<ServiceKind, InetSocketAddress> addresses,
    Optional<ServerTls> tls,
    AccountSource accounts,
    Optional<TokenRules> tokens,
    Set<String> domains) {
  /// Needs no settings anywhere: every name that ends with it means this machine.
  public static final String LOCAL_DOMAIN = "localhost";

  public StorageServerConfig {
    addresses = Map.copyOf(addresses);
    domains = Set.copyOf(domains);
  }

  public StorageServerConfig(
      Map<ServiceKind, InetSocketAddress> addresses,
      Optional<ServerTls> tls,
      AccountSource accounts) {
    this(addresses, tls, accounts, Optional.empty(), Set.of(LOCAL_DOMAIN));
  }

  /// On loopback, for the development account: what `UseDevelopmentStorage=true` reaches.
  ///
  /// @param portOffset is added to the ports 10000, 10001 and 10002
  public static StorageServerConfig development(int portOffset) {
    Map<ServiceKind, InetSocketAddress> addresses = new EnumMap<>(ServiceKind.class);
    for (ServiceKind kind : ServiceKind.values()) {
      addresses.put(kind, loopback(kind.developmentPort() + portOffset));
    }
    return new StorageServerConfig(addresses, Optional.empty(), Accounts.development());
  }

  /// On loopback, on free ports.
  public static StorageServerConfig onAnyPort(AccountSource accounts) {
    Map<ServiceKind, InetSocketAddress> addresses = new EnumMap<>(ServiceKind.class);
    for (ServiceKind kind : ServiceKind.values()) {
      addresses.put(kind, loopback(0));
    }
    return new StorageServerConfig(addresses, Optional.empty(), accounts);
  }

  public StorageServerConfig withAccounts(AccountSource newAccounts) {
    return new StorageServerConfig(addresses, tls, newAccounts, tokens, domains);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
