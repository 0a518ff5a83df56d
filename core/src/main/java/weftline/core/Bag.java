package weftline.core;

import java.util.Optional;

/// Counts how often each of some sorted things occurs, so that the least and the greatest are at
/// hand while things come and go.
record Bag<K extends Comparable<K>>(PMap<K, Integer> counts) {
  static <K extends Comparable<K>> Bag<K> empty() {
    return new Bag<>(PMap.<K, Integer>empty());
  }

  Bag<K> with(K key) {
    return new Bag<>(counts.with(key, counts.get(key).orElse(0) + 1));
  }

  Bag<K> without(K key) {
    int left = counts.get(key).orElse(0) - 1;
    return new Bag<>(left > 0 ? counts.with(key, left) : counts.without(key));
  }

  Optional<K> least() {
    return counts.firstKey();
  }

  Optional<K> greatest() {
    return counts.lastKey();
  }
}
