package weftline.controller;

import java.net.URI;
import java.net.URISyntaxException;

/// One controller of the group, as the others know it.
///
/// @param name unique in the fabric; what its certificate says
/// @param address where the others reach it: a host and a port
public record Peer(String name, String address) {
  private static final int ADDRESS_CHARACTERS_MAX = 300;
  private static final int PORT_MAX = 65_535;

  public Peer {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException(
          "'%s' is no name for a controller: letters, digits, '.', '_', '-', at most 64"
              .formatted(name));
    }
    if (address.length() > ADDRESS_CHARACTERS_MAX || !canBeCalled(address)) {
      throw new IllegalArgumentException(
          "'%s' is no address of a controller: it takes a host, a colon and a port"
              .formatted(address));
    }
  }

  private static boolean canBeCalled(String address) {
    try {
      URI uri = new URI("http://" + address);
      return address.equals(uri.getRawAuthority())
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getPort() >= 0
          && uri.getPort() <= PORT_MAX;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /// Reads `c1=10.0.0.1:7400`.
  public static Peer parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(
          "'%s' is no controller: it takes a name, '=', a host, ':' and a port".formatted(text));
    }
    return new Peer(text.substring(0, equals), text.substring(equals + 1));
  }

  @Override
  public String toString() {
    return name + "=" + address;
  }
}
