package weftline.core;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/// One page of a [PMap]: keys in order, and beside them either their values or the pages below, of
/// which the keys are the least. Never changes; a change is another page.
final class Page<K extends Comparable<K>, V> {
  /// Enough that a tree is flat, few enough that another page is cheap.
  private static final int KEYS_MAX = 32;

  /// A page with fewer keys is joined with its neighbour.
  private static final int KEYS_MIN = 10;

  private final int height;
  private final int entries;
  private final Keys<K> keys;
  private final Object[] items;

  private Page(int height, int entries, Keys<K> keys, Object[] items) {
    this.height = height;
    this.entries = entries;
    this.keys = keys;
    this.items = items;
  }

  static <K extends Comparable<K>, V> Page<K, V> empty() {
    return new Page<>(0, 0, Keys.<K>none(), new Object[0]);
  }

  /// How many entries there are in it and below.
  int entries() {
    return entries;
  }

  Optional<V> get(K key) {
    Page<K, V> page = this;
    while (page.height > 0) {
      page = page.child(page.slot(key));
    }
    int at = page.keys.find(key);
    return at < 0 ? Optional.empty() : Optional.of(page.value(at));
  }

  Optional<K> first() {
    return entries == 0 ? Optional.empty() : Optional.of(keys.key(0));
  }

  Optional<K> last() {
    Page<K, V> page = this;
    while (page.height > 0) {
      page = page.child(page.keys.size() - 1);
    }
    return entries == 0 ? Optional.empty() : Optional.of(page.keys.key(page.keys.size() - 1));
  }

  /// The first entry at or behind a key, or only behind it.
  Optional<Map.Entry<K, V>> above(K from, boolean inclusive) {
    Page<K, V> page = this;
    Optional<Page<K, V>> next = Optional.empty();
    while (page.height > 0) {
      int at = page.slot(from);
      next = at + 1 < page.keys.size() ? Optional.of(page.child(at + 1)) : next;
      page = page.child(at);
    }
    int found = page.keys.find(from);
    int at = found < 0 ? -found - 1 : inclusive ? found : found + 1;
    return at < page.keys.size()
        ? Optional.of(Map.entry(page.keys.key(at), page.value(at)))
        : next.map(Page::firstEntry);
  }

  private Map.Entry<K, V> firstEntry() {
    Page<K, V> page = this;
    while (page.height > 0) {
      page = page.child(0);
    }
    return Map.entry(page.keys.key(0), page.value(0));
  }

  /// Visits all entries in order; answers whether the visitor wanted all of them.
  boolean visit(BiPredicate<? super K, ? super V> visitor) {
    for (int at = 0; at < keys.size(); at++) {
      if (!visit(at, visitor)) {
        return false;
      }
    }
    return true;
  }

  /// The same from a key on.
  boolean scan(K from, BiPredicate<? super K, ? super V> visitor) {
    int found = height > 0 ? slot(from) : keys.find(from);
    int at = found < 0 ? -found - 1 : found;
    if (height > 0) {
      if (!child(at).scan(from, visitor)) {
        return false;
      }
      at++;
    }
    for (; at < keys.size(); at++) {
      if (!visit(at, visitor)) {
        return false;
      }
    }
    return true;
  }

  private boolean visit(int at, BiPredicate<? super K, ? super V> visitor) {
    return height > 0 ? child(at).visit(visitor) : visitor.test(keys.key(at), value(at));
  }

  /// The root of the tree with the entry; the same if it has it.
  Page<K, V> with(K key, V value) {
    Page<K, V> page = put(key, value);
    return page.keys.size() > KEYS_MAX ? page.raised() : page;
  }

  /// The root of the tree without the key; the same if it has no such key.
  Page<K, V> without(K key) {
    Page<K, V> page = remove(key);
    while (page.height > 0 && page.keys.size() == 1) {
      page = page.child(0);
    }
    return page;
  }

  /// May have a key too many.
  private Page<K, V> put(K key, V value) {
    if (height > 0) {
      int at = slot(key);
      return replace(at, child(at).put(key, value));
    }
    int at = keys.find(key);
    if (at < 0) {
      return new Page<>(
          0, entries + 1, keys.inserted(-at - 1, key), Rows.inserted(items, -at - 1, value));
    }
    return isSame(items[at], value)
        ? this
        : new Page<>(0, entries, keys, Rows.replaced(items, at, value));
  }

  /// May have a key too few.
  private Page<K, V> remove(K key) {
    if (height > 0) {
      int at = slot(key);
      return replace(at, child(at).remove(key));
    }
    int at = keys.find(key);
    return at < 0 ? this : new Page<>(0, entries - 1, keys.removed(at), Rows.removed(items, at));
  }

  private Page<K, V> replace(int at, Page<K, V> now) {
    Page<K, V> before = child(at);
    if (isSame(before, now)) {
      return this;
    }
    int total = entries + now.entries - before.entries;
    if (now.keys.size() > KEYS_MAX) {
      Page<K, V> halves = now.raised();
      return new Page<>(
          height,
          total,
          least(at, halves).inserted(at + 1, halves.keys.key(1)),
          Rows.spliced(items, at, 1, halves.items));
    }
    if (now.keys.size() < KEYS_MIN && keys.size() > 1) {
      int left = Math.max(0, at - 1);
      Page<K, V> joined = at == 0 ? now.join(child(1)) : child(left).join(now);
      return new Page<>(
          height,
          total,
          keys.spliced(left, 2, joined.keys),
          Rows.spliced(items, left, 2, joined.items));
    }
    return new Page<>(height, total, least(at, now), Rows.replaced(items, at, now));
  }

  /// The keys, with another page below.
  private Keys<K> least(int at, Page<K, V> now) {
    return now.keys.size() == 0 || isSame(keys.key(at), now.keys.key(0))
        ? keys
        : keys.replaced(at, now.keys.key(0));
  }

  /// A page above the two halves of this one.
  private Page<K, V> raised() {
    int middle = keys.size() / 2;
    return above(part(0, middle), part(middle, keys.size()));
  }

  /// A page above one or two that have the entries of both.
  private Page<K, V> join(Page<K, V> right) {
    Page<K, V> both =
        new Page<>(
            height,
            entries + right.entries,
            keys.spliced(keys.size(), 0, right.keys),
            Rows.spliced(items, items.length, 0, right.items));
    return both.keys.size() > KEYS_MAX
        ? both.raised()
        : new Page<>(height + 1, both.entries, Keys.of(both.keys.key(0)), new Object[] {both});
  }

  private static <K extends Comparable<K>, V> Page<K, V> above(Page<K, V> left, Page<K, V> right) {
    return new Page<>(
        left.height + 1,
        left.entries + right.entries,
        Keys.of(left.keys.key(0)).inserted(1, right.keys.key(0)),
        new Object[] {left, right});
  }

  private Page<K, V> part(int from, int to) {
    Object[] some = Arrays.copyOfRange(items, from, to);
    int below = some.length;
    if (height > 0) {
      below = 0;
      for (int at = from; at < to; at++) {
        below += child(at).entries;
      }
    }
    return new Page<>(height, below, keys.part(from, to), some);
  }

  /// The page below in which a key must be if it is anywhere.
  private int slot(K key) {
    int at = keys.find(key);
    return at < 0 ? Math.max(0, -at - 2) : at;
  }

  @SuppressWarnings("unchecked") // only values are put there, in a page of no height
  private V value(int at) {
    return (V) items[at];
  }

  @SuppressWarnings("unchecked") // only pages are put there, in a page of some height
  private Page<K, V> child(int at) {
    return (Page<K, V>) items[at];
  }

  /// Not only equal: what stays the very same need not be built again.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object one, Object other) {
    return one == other;
  }
}
