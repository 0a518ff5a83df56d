package weftline.core;

import java.util.Optional;

/// One table of a [Draft]: a persistent map that is about to become the next one.
final class Table<K extends Comparable<K>, V> {
  private PMap<K, V> latest;

  Table(PMap<K, V> before) {
    latest = before;
  }

  PMap<K, V> latest() {
    return latest;
  }

  Optional<V> get(K key) {
    return latest.get(key);
  }

  void put(K key, V value) {
    latest = latest.with(key, value);
  }

  void remove(K key) {
    latest = latest.without(key);
  }
}
