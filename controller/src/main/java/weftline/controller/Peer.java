package weftline.controller;

import java.util.regex.Pattern;
import weftline.model.HostAndPort;

/// One controller of the group, as the others know it.
///
/// @param name unique in the fabric; what its certificate says
/// @param address where the others reach it: a host and a port
public record Peer(String name, String address) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public Peer {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no name for a controller: letters, digits, '.', '_', '-', at most 64"
              .formatted(name));
    }
    if (!HostAndPort.fits(address)) {
      throw new IllegalArgumentException(
          "'%s' is no address of a controller: it takes a host, a colon and a port"
              .formatted(address));
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
