package weftline.model;

import java.net.URI;
import java.net.URISyntaxException;

/// Says whether a text is an address that a program can be called at: what one program says of
/// itself becomes a part of the addresses that others call.
public final class HostAndPort {
  private static final int CHARACTERS_MAX = 300;
  private static final int PORT_MAX = 65_535;

  private HostAndPort() {}

  /// Whether it is a host, a colon and a port, and nothing else.
  public static boolean fits(String text) {
    try {
      URI uri = new URI("http://" + text);
      return text.length() <= CHARACTERS_MAX
          && text.equals(uri.getRawAuthority())
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getPort() >= 0
          && uri.getPort() <= PORT_MAX;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
