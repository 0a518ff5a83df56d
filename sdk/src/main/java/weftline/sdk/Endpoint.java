package weftline.sdk;

import java.net.InetSocketAddress;

/// Where an instance listens.
///
/// @param protocol as the service definition says: `http`, `https`, `tcp` or `udp`
public record Endpoint(String name, String protocol, String address, int port) {
  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }
}
