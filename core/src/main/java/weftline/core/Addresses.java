package weftline.core;

import java.util.Optional;

/// Which addresses of the pool nobody has; empty if the fabric has only one for all.
///
/// @param positions where each address stands in the pool
/// @param free by position, so that the first one is taken first
record Addresses(PMap<String, Integer> positions, PMap<Integer, String> free) {
  static final Addresses NONE = new Addresses(PMap.empty(), PMap.empty());

  static Addresses of(PublicAddresses addresses) {
    return switch (addresses) {
      case PublicAddresses.Shared _ -> NONE;
      case PublicAddresses.PerSlot(var pool) -> {
        Addresses all = NONE;
        for (int i = 0; i < pool.size(); i++) {
          all = new Addresses(all.positions.with(pool.get(i), i), all.free.with(i, pool.get(i)));
        }
        yield all;
      }
    };
  }

  Optional<String> first() {
    return free.firstKey().flatMap(free::get);
  }

  Addresses without(String address) {
    return positions
        .get(address)
        .map(position -> new Addresses(positions, free.without(position)))
        .orElse(this);
  }

  Addresses with(String address) {
    return positions
        .get(address)
        .map(position -> new Addresses(positions, free.with(position, address)))
        .orElse(this);
  }
}
