package weftline.net;

import java.net.InetSocketAddress;
import java.util.Optional;

/// Whether a server may listen where it is told to. Beyond the machine itself, only an encrypted
/// server that knows its clients may.
public record ListenPolicy(InetSocketAddress address, boolean encrypted, boolean authenticated) {
  /// Why it may not, and what to do about it; empty if it may.
  public Optional<String> refusal() {
    var host = address.getAddress();
    if (host == null) {
      return Optional.of(
          "The address %s cannot be resolved; give an IP address."
              .formatted(address.getHostString()));
    }
    if (host.isLoopbackAddress() || (encrypted && authenticated)) {
      return Optional.empty();
    }
    return Optional.of(
        ("Refusing to listen on %s without %s: others than this machine could reach it. Make"
                + " certificates with `wfl ca init` and `wfl ca issue`, or listen on 127.0.0.1.")
            .formatted(address, encrypted ? "authentication" : "TLS"));
  }
}
