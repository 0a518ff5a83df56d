package weftline.model;

import java.util.Optional;

/// The node that reports for those that fail together with it.
///
/// @param address where it takes in their reports, as `host:port`; empty until it does
public record Aggregator(NodeId node, Optional<String> address) {
  public Aggregator {
    requireCallable(address);
  }

  /// What could not be called would end those who are told to call it.
  static void requireCallable(Optional<String> address) {
    if (address.filter(text -> !HostAndPort.fits(text)).isPresent()) {
      throw new IllegalArgumentException(
          "'%s' is no address: it takes a host, a colon and a port".formatted(address.get()));
    }
  }
}
