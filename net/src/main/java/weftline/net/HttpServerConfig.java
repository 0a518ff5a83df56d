package weftline.net;

import java.net.InetSocketAddress;
import java.util.Optional;

/// Where a server listens and how much it takes. Port 0 means any free one.
public record HttpServerConfig(
    InetSocketAddress address, Optional<ServerTls> tls, HttpLimits limits) {
  public static HttpServerConfig plain(InetSocketAddress address) {
    return new HttpServerConfig(address, Optional.empty(), HttpLimits.DEFAULT);
  }

  public static HttpServerConfig encrypted(InetSocketAddress address, ServerTls tls) {
    return new HttpServerConfig(address, Optional.of(tls), HttpLimits.DEFAULT);
  }

  public HttpServerConfig withLimits(HttpLimits newLimits) {
    return new HttpServerConfig(address, tls, newLimits);
  }
}
