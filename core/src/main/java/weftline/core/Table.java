package weftline.core;

import java.util.Optional;

/// One table of a [Draft]: a persistent map that is about to become the next one. Remembers what it
/// was asked last, for it is asked the same again and again.
final class Table<K extends Comparable<K>, V> {
  private final Pen pen;
  private PMap<K, V> latest;
  private Optional<K> asked = Optional.empty();
  private Optional<V> answer = Optional.empty();

  Table(PMap<K, V> before, Pen pen) {
    this.pen = pen;
    latest = before;
  }

  /// To be read before the next change, or kept once the pen is lifted.
  PMap<K, V> latest() {
    return latest;
  }

  Optional<V> get(K key) {
    if (asked.filter(key::equals).isEmpty()) {
      answer = latest.get(key);
      asked = Optional.of(key);
    }
    return answer;
  }

  void put(K key, V value) {
    latest = latest.with(pen, key, value);
    asked = Optional.of(key);
    answer = Optional.of(value);
  }

  void remove(K key) {
    latest = latest.without(pen, key);
    asked = Optional.empty();
  }
}
