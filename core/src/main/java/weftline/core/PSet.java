package weftline.core;

import java.util.List;

/// A sorted set whose every version stays valid; see [PMap].
record PSet<K extends Comparable<K>>(PMap<K, Boolean> members) {
  static <K extends Comparable<K>> PSet<K> empty() {
    return new PSet<>(PMap.<K, Boolean>empty());
  }

  boolean contains(K key) {
    return members.containsKey(key);
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  int size() {
    return members.size();
  }

  List<K> toList() {
    return members.keys();
  }

  /// The same set with the key in it or not, as told.
  PSet<K> with(K key, boolean member) {
    if (contains(key) == member) {
      return this;
    }
    return new PSet<>(member ? members.with(key, true) : members.without(key));
  }
}
