package weftline.core;

import java.util.Arrays;

/// The keys of one [Page], in order, and beside them a word of each: a search reads these in one
/// place, and looks at a key elsewhere in memory only where its word is the same. Never changes.
final class Keys<K extends Comparable<K>> {
  /// Fewer are found as fast without.
  private static final int SPELLED_MIN = 8;

  /// Of what begins with more words that are the same, the keys themselves are compared.
  private static final int SHARED_MAX = 6;

  private static final long[] NOT_SPELLED = {};

  private final Object[] keys;

  /// First those that all keys share, then for each key the one behind these.
  private final long[] words;

  private Keys(Object[] keys, long[] words) {
    this.keys = keys;
    this.words = words;
  }

  static <K extends Comparable<K>> Keys<K> none() {
    return new Keys<>(new Object[0], NOT_SPELLED);
  }

  static <K extends Comparable<K>> Keys<K> of(K key) {
    return new Keys<>(new Object[] {key}, NOT_SPELLED);
  }

  private static <K extends Comparable<K>> Keys<K> of(Object[] keys) {
    return new Keys<>(
        keys, keys.length < SPELLED_MIN || !Spelling.knows(keys[0]) ? NOT_SPELLED : spelled(keys));
  }

  private static long[] spelled(Object[] keys) {
    Object last = keys[keys.length - 1];
    int shared = 0;
    while (shared < SHARED_MAX && Spelling.word(keys[0], shared) == Spelling.word(last, shared)) {
      shared++;
    }
    long[] words = new long[shared + keys.length];
    for (int number = 0; number < shared; number++) {
      words[number] = Spelling.word(keys[0], number);
    }
    for (int at = 0; at < keys.length; at++) {
      words[shared + at] = Spelling.word(keys[at], shared);
    }
    return words;
  }

  int size() {
    return keys.length;
  }

  @SuppressWarnings("unchecked") // only keys are put there
  K key(int at) {
    return (K) keys[at];
  }

  /// Where the key is, or below zero where it would be.
  int find(K key) {
    if (words.length == 0) {
      return search(key);
    }
    int shared = shared();
    for (int number = 0; number < shared; number++) {
      int order = Long.compareUnsigned(Spelling.word(key, number), words[number]);
      if (order != 0) {
        return order < 0 ? -1 : -keys.length - 1;
      }
    }
    return search(key, Spelling.word(key, shared), shared);
  }

  private int search(K key) {
    int low = 0;
    int high = keys.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = key.compareTo(key(middle));
      if (order == 0) {
        return middle;
      }
      low = order > 0 ? middle + 1 : low;
      high = order < 0 ? middle - 1 : high;
    }
    return -low - 1;
  }

  private int search(K key, long word, int shared) {
    int low = 0;
    int high = keys.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long other = words[shared + middle];
      int order = word == other ? key.compareTo(key(middle)) : Long.compareUnsigned(word, other);
      if (order == 0) {
        return middle;
      }
      low = order > 0 ? middle + 1 : low;
      high = order < 0 ? middle - 1 : high;
    }
    return -low - 1;
  }

  private int shared() {
    return words.length - keys.length;
  }

  /// Whether the key begins with the words that all others share.
  private boolean fits(Object key) {
    for (int number = 0; number < shared(); number++) {
      if (Spelling.word(key, number) != words[number]) {
        return false;
      }
    }
    return words.length > 0;
  }

  Keys<K> inserted(int at, K key) {
    Object[] more = Rows.inserted(keys, at, key);
    return fits(key)
        ? new Keys<>(more, Rows.inserted(words, shared() + at, Spelling.word(key, shared())))
        : of(more);
  }

  Keys<K> replaced(int at, K key) {
    Object[] others = Rows.replaced(keys, at, key);
    if (!fits(key)) {
      return of(others);
    }
    long[] spelled = words.clone();
    spelled[shared() + at] = Spelling.word(key, shared());
    return new Keys<>(others, spelled);
  }

  Keys<K> removed(int at) {
    return new Keys<>(
        Rows.removed(keys, at), words.length == 0 ? words : Rows.removed(words, shared() + at));
  }

  /// With others in place of some.
  Keys<K> spliced(int at, int count, Keys<K> others) {
    return of(Rows.spliced(keys, at, count, others.keys));
  }

  /// Those of a part may share more than all did.
  Keys<K> part(int from, int to) {
    Object[] some = Arrays.copyOfRange(keys, from, to);
    int shared = shared();
    if (words.length == 0 || words[shared + from] == words[shared + to - 1]) {
      return of(some);
    }
    long[] spelled = new long[shared + some.length];
    System.arraycopy(words, 0, spelled, 0, shared);
    System.arraycopy(words, shared + from, spelled, shared, some.length);
    return new Keys<>(some, spelled);
  }
}
