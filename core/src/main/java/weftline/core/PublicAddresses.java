package weftline.core;

import java.util.List;

/// The addresses at which clients reach services.
public sealed interface PublicAddresses {
  /// One address for all: an endpoint gets its own port if that is free and not below the first
  /// one, else the next free one from there up.
  record Shared(String address, int firstPort) implements PublicAddresses {}

  /// A pool of addresses; each slot that holds a deployment with input endpoints takes one, and its
  /// endpoints keep the ports of the definition.
  record PerSlot(List<String> pool) implements PublicAddresses {
    public PerSlot {
      pool = List.copyOf(pool);
    }
  }
}
