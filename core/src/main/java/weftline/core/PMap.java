package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/// A sorted map whose every version stays valid: `with` and `without` share all but one path with
/// the old. Iterates in key order, so replicas never differ by hashing. A B-tree: its keys stand in
/// pages, so that a search touches little memory.
public final class PMap<K extends Comparable<K>, V> {
  private final Page<K, V> root;

  private PMap(Page<K, V> root) {
    this.root = root;
  }

  public static <K extends Comparable<K>, V> PMap<K, V> empty() {
    return new PMap<>(Page.<K, V>empty());
  }

  public int size() {
    return root.entries();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  public boolean containsKey(K key) {
    return get(key).isPresent();
  }

  public Optional<V> get(K key) {
    return root.get(new Sought<>(key));
  }

  public void forEach(BiConsumer<? super K, ? super V> action) {
    var _ =
        root.visit((key, value) -> {
          action.accept(key, value);
          return true;
        });
  }

  public List<K> keys() {
    List<K> keys = new ArrayList<>(size());
    forEach((key, value) -> keys.add(key));
    return keys;
  }

  public List<V> values() {
    List<V> values = new ArrayList<>(size());
    forEach((key, value) -> values.add(value));
    return values;
  }

  Optional<K> firstKey() {
    return root.first();
  }

  Optional<K> lastKey() {
    return root.last();
  }

  /// The first entry that is not before this key.
  Optional<Map.Entry<K, V>> ceiling(K from) {
    return root.above(new Sought<>(from), true);
  }

  /// The first entry behind this key.
  Optional<Map.Entry<K, V>> higher(K from) {
    return root.above(new Sought<>(from), false);
  }

  PMap<K, V> with(K key, V value) {
    return with(new Pen(), key, value);
  }

  PMap<K, V> without(K key) {
    return without(new Pen(), key);
  }

  /// The same for one change of many: what the pen has made before it may change, this map too.
  PMap<K, V> with(Pen pen, K key, V value) {
    return of(root.with(pen, new Sought<>(key), value));
  }

  PMap<K, V> without(Pen pen, K key) {
    return of(root.without(pen, new Sought<>(key)));
  }

  /// Not only equal: what stays the very same need not be built again.
  @SuppressWarnings("ReferenceEquality")
  private PMap<K, V> of(Page<K, V> newRoot) {
    return newRoot == root ? this : new PMap<>(newRoot);
  }

  /// Visits the entries from a key on, in order, for as long as the visitor says so.
  void scan(K from, BiPredicate<? super K, ? super V> visitor) {
    var _ = root.scan(new Sought<>(from), visitor);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PMap<?, ?> map
        && size() == map.size()
        && keys().equals(map.keys())
        && values().equals(map.values());
  }

  @Override
  public int hashCode() {
    return 31 * keys().hashCode() + values().hashCode();
  }

  @Override
  public String toString() {
    List<String> entries = new ArrayList<>(size());
    forEach((key, value) -> entries.add(key + "=" + value));
    return "{" + String.join(", ", entries) + "}";
  }
}
