package weftline.storage;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import weftline.net.Headers;
import weftline.net.Request;

/// A request whose account may stand in the name of the host, as in `me.blob.example.org`, and not
/// at the start of the path.
///
/// @param domains the endings of such names, as in `example.org`
record Addressed(Request wrapped, ServiceKind service, Set<String> domains) implements Targeted {
  private static final int HOST_MAX = 255;

  @Override
  public Target target() {
    return accountInHost()
        .map(account -> Target.inHost(account, rawPath()))
        .orElseGet(() -> Target.of(rawPath()));
  }

  /// The first label, if the second one is the service and the rest is a domain of this server.
  private Optional<String> accountInHost() {
    String host = host();
    int first = host.indexOf('.');
    int second = host.indexOf('.', first + 1);
    if (first <= 0 || second < 0 || !domains.contains(host.substring(second + 1))) {
      return Optional.empty();
    }
    if (!host.substring(first + 1, second).equals(service.toString())) {
      throw new StorageException(
          StorageError.INVALID_URI, "The host " + host + " is not one of the " + service + ".");
    }
    return Optional.of(host.substring(0, first));
  }

  private String host() {
    String host = "";
    for (Headers.Field field : headers().fields()) {
      if (field.name().equalsIgnoreCase("Host")) {
        if (!host.isEmpty()) {
          throw new StorageException(StorageError.INVALID_URI, "The request names two hosts.");
        }
        host = field.value();
      }
    }
    int port = host.lastIndexOf(':');
    String name = port < 0 ? host : host.substring(0, port);
    return name.length() > HOST_MAX ? "" : name.toLowerCase(Locale.ROOT);
  }
}
