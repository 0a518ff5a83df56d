package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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

  Optional<K> first() {
    return members.firstKey();
  }

  Optional<K> last() {
    return members.lastKey();
  }

  /// The first member that is not before this key.
  Optional<K> ceiling(K from) {
    return members.ceiling(from).map(Map.Entry::getKey);
  }

  /// The first member behind this key.
  Optional<K> higher(K from) {
    return members.higher(from).map(Map.Entry::getKey);
  }

  /// The members for as long as they pass, in order.
  List<K> takeWhile(Predicate<K> passes) {
    return takeWhile(Optional.empty(), passes);
  }

  /// The members from a key on for as long as they pass, in order.
  List<K> takeWhile(K from, Predicate<K> passes) {
    return takeWhile(Optional.of(from), passes);
  }

  private List<K> takeWhile(Optional<K> from, Predicate<K> passes) {
    List<K> taken = new ArrayList<>();
    from.or(members::firstKey)
        .ifPresent(first -> members.scan(first, (key, _) -> passes.test(key) && taken.add(key)));
    return taken;
  }

  /// The same set with the key in it or not, as told.
  PSet<K> with(K key, boolean member) {
    return with(new Pen(), key, member);
  }

  /// The same for one change of many; see [PMap#with(Pen, Comparable, Object)].
  @SuppressWarnings("ReferenceEquality") // what stays the very same need not be built again
  PSet<K> with(Pen pen, K key, boolean member) {
    PMap<K, Boolean> now = member ? members.with(pen, key, true) : members.without(pen, key);
    return now == members ? this : new PSet<>(now);
  }
}
