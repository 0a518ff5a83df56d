package weftline.core;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/// One page of a [PMap]: keys in order, and beside them either their values or the pages below, of
/// which the keys are the least. Changed in place by the [Pen] that has made it; to all others it
/// never changes.
final class Page<K extends Comparable<K>, V> {
  /// Enough that a tree is flat, few enough that another page is cheap.
  private static final int KEYS_MAX = 32;

  /// A page with fewer keys is joined with its neighbour.
  private static final int KEYS_MIN = 10;

  /// Writes no page twice.
  private static final Pen NOBODY = new Pen();

  private final Object ink;
  private final int height;
  private int entries;
  private Keys<K> keys;
  private Object[] items;

  private Page(Object ink, int height, int entries, Keys<K> keys, Object[] items) {
    this.ink = ink;
    this.height = height;
    this.entries = entries;
    this.keys = keys;
    this.items = items;
  }

  static <K extends Comparable<K>, V> Page<K, V> empty() {
    return new Page<>(NOBODY.ink(), 0, 0, Keys.<K>none(NOBODY), new Object[0]);
  }

  /// How many entries there are in it and below.
  int entries() {
    return entries;
  }

  Optional<V> get(Sought<K> key) {
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
  Optional<Map.Entry<K, V>> above(Sought<K> from, boolean inclusive) {
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
  boolean scan(Sought<K> from, BiPredicate<? super K, ? super V> visitor) {
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

  /// The root of the tree with the entry; the same if it has it, or if the pen may change it.
  Page<K, V> with(Pen pen, Sought<K> key, V value) {
    Page<K, V> page = put(pen, key, value);
    return page.keys.size() > KEYS_MAX ? page.raised(pen) : page;
  }

  /// The root of the tree without the key; the same if it has no such key, or if the pen may change
  /// it.
  Page<K, V> without(Pen pen, Sought<K> key) {
    Page<K, V> page = remove(pen, key);
    while (page.height > 0 && page.keys.size() == 1) {
      page = page.child(0);
    }
    return page;
  }

  /// May have a key too many.
  private Page<K, V> put(Pen pen, Sought<K> key, V value) {
    if (height > 0) {
      int at = slot(key);
      int before = child(at).entries;
      return replace(pen, at, child(at).put(pen, key, value), before);
    }
    boolean own = pen.owns(ink);
    int size = keys.size();
    int at = keys.find(key);
    if (at < 0) {
      Object[] more = Rows.inserted(items, size, -at - 1, value, own);
      return become(pen, entries + 1, keys.inserted(pen, -at - 1, key), more);
    }
    return isSame(items[at], value)
        ? this
        : become(pen, entries, keys, Rows.replaced(items, size, at, value, own));
  }

  /// May have a key too few.
  private Page<K, V> remove(Pen pen, Sought<K> key) {
    if (height > 0) {
      int at = slot(key);
      int before = child(at).entries;
      return replace(pen, at, child(at).remove(pen, key), before);
    }
    int size = keys.size();
    int at = keys.find(key);
    if (at < 0) {
      return this;
    }
    Object[] fewer = Rows.removed(items, size, at, pen.owns(ink));
    return become(pen, entries - 1, keys.removed(pen, at), fewer);
  }

  /// With a page below as it is now.
  ///
  /// @param before how many entries that page had
  private Page<K, V> replace(Pen pen, int at, Page<K, V> now, int before) {
    if (isSame(child(at), now) && now.entries == before) {
      return this;
    }
    int total = entries + now.entries - before;
    int size = keys.size();
    if (now.keys.size() > KEYS_MAX) {
      Page<K, V> halves = now.raised(pen);
      Keys<K> more = least(pen, at, halves).inserted(pen, at + 1, halves.least(1));
      return become(pen, total, more, Rows.spliced(items, size, at, 1, halves.items));
    }
    if (now.keys.size() < KEYS_MIN && size > 1) {
      int left = Math.max(0, at - 1);
      Page<K, V> joined = at == 0 ? now.join(pen, child(1)) : child(left).join(pen, now);
      Keys<K> fewer = keys.spliced(pen, left, 2, joined.keys);
      return become(pen, total, fewer, Rows.spliced(items, size, left, 2, joined.items));
    }
    Object[] others = Rows.replaced(items, size, at, now, pen.owns(ink));
    return become(pen, total, least(pen, at, now), others);
  }

  /// The keys, with another page below.
  private Keys<K> least(Pen pen, int at, Page<K, V> now) {
    return now.keys.size() == 0 || isSame(keys.key(at), now.keys.key(0))
        ? keys
        : keys.replaced(pen, at, now.least(0));
  }

  private Sought<K> least(int at) {
    return new Sought<>(keys.key(at));
  }

  /// This page, if the pen may change it.
  private Page<K, V> become(Pen pen, int newEntries, Keys<K> newKeys, Object[] newItems) {
    if (!pen.owns(ink)) {
      return new Page<>(pen.ink(), height, newEntries, newKeys, newItems);
    }
    entries = newEntries;
    keys = newKeys;
    items = newItems;
    return this;
  }

  /// A page above the two halves of this one.
  private Page<K, V> raised(Pen pen) {
    int middle = keys.size() / 2;
    return above(pen, part(pen, 0, middle), part(pen, middle, keys.size()));
  }

  /// A page above one or two that have the entries of both.
  private Page<K, V> join(Pen pen, Page<K, V> right) {
    int size = keys.size();
    Object[] others = Arrays.copyOf(right.items, right.keys.size());
    Page<K, V> both =
        new Page<>(
            pen.ink(),
            height,
            entries + right.entries,
            keys.spliced(pen, size, 0, right.keys),
            Rows.spliced(items, size, size, 0, others));
    return both.keys.size() > KEYS_MAX
        ? both.raised(pen)
        : new Page<>(
            pen.ink(),
            height + 1,
            both.entries,
            Keys.of(pen, both.keys.key(0)),
            new Object[] {both});
  }

  private static <K extends Comparable<K>, V> Page<K, V> above(
      Pen pen, Page<K, V> left, Page<K, V> right) {
    return new Page<>(
        pen.ink(),
        left.height + 1,
        left.entries + right.entries,
        Keys.of(pen, left.keys.key(0)).inserted(pen, 1, right.least(0)),
        new Object[] {left, right});
  }

  private Page<K, V> part(Pen pen, int from, int to) {
    Object[] some = Arrays.copyOfRange(items, from, to);
    int below = some.length;
    if (height > 0) {
      below = 0;
      for (int at = from; at < to; at++) {
        below += child(at).entries;
      }
    }
    return new Page<>(pen.ink(), height, below, keys.part(pen, from, to), some);
  }

  /// The page below in which a key must be if it is anywhere.
  private int slot(Sought<K> key) {
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
