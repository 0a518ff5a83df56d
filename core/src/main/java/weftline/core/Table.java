package weftline.core;

import java.util.Optional;

/// One table of a [Draft]: a persistent map that is about to become the next one.
final class Table<K extends Comparable<K>, V> {
  private PMap<K, V> now;

  Table(PMap<K, V> before) {
    now = before;
  }

  PMap<K, V> now() {
    return now;
  }

  Optional<V> get(K key) {
    return now.get(key);
  }

  void put(K key, V value) {
    now = now.with(key, value);
  }

  void remove(K key) {
    now = now.without(key);
  }
}
