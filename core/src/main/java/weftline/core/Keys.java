package weftline.core;

import java.util.Arrays;

/// The keys of one [Page], in order, and beside them a word of each: a search reads these in one
/// place, and looks at a key elsewhere in memory only where its word is the same. Changed in place
/// by the [Pen] that has made them; to all others they never change.
final class Keys<K extends Comparable<K>> {
  /// Fewer are found as fast without.
  private static final int SPELLED_MIN = 8;

  /// Of what begins with more words that are the same, the keys themselves are compared.
  static final int SHARED_MAX = 6;

  private static final long[] NOT_SPELLED = {};

  private final Object ink;
  private final int shared;
  private int size;
  private Object[] keys;

  /// First those that all keys share, then for each key the one behind these; none if the keys are
  /// not spelled.
  private long[] words;

  private Keys(Object ink, int shared, int size, Object[] keys, long[] words) {
    this.ink = ink;
    this.shared = shared;
    this.size = size;
    this.keys = keys;
    this.words = words;
  }

  static <K extends Comparable<K>> Keys<K> none(Pen pen) {
    return new Keys<>(pen.ink(), 0, 0, new Object[0], NOT_SPELLED);
  }

  static <K extends Comparable<K>> Keys<K> of(Pen pen, K key) {
    return new Keys<>(pen.ink(), 0, 1, new Object[] {key}, NOT_SPELLED);
  }

  private static <K extends Comparable<K>> Keys<K> of(Pen pen, Object[] keys) {
    if (keys.length < SPELLED_MIN || !Spelling.knows(keys[0])) {
      return new Keys<>(pen.ink(), 0, keys.length, keys, NOT_SPELLED);
    }
    int shared = shared(keys[0], keys[keys.length - 1]);
    long[] words = new long[shared + keys.length];
    for (int number = 0; number < shared; number++) {
      words[number] = Spelling.word(keys[0], number);
    }
    for (int at = 0; at < keys.length; at++) {
      words[shared + at] = Spelling.word(keys[at], shared);
    }
    return new Keys<>(pen.ink(), shared, keys.length, keys, words);
  }

  private static int shared(Object first, Object last) {
    int shared = 0;
    while (shared < SHARED_MAX && Spelling.word(first, shared) == Spelling.word(last, shared)) {
      shared++;
    }
    return shared;
  }

  int size() {
    return size;
  }

  @SuppressWarnings("unchecked") // only keys are put there
  K key(int at) {
    return (K) keys[at];
  }

  /// Where the key is, or below zero where it would be.
  int find(Sought<K> sought) {
    if (words.length == 0) {
      return search(sought.key());
    }
    for (int number = 0; number < shared; number++) {
      int order = Long.compareUnsigned(sought.word(number), words[number]);
      if (order != 0) {
        return order < 0 ? -1 : -size - 1;
      }
    }
    return search(sought.key(), sought.word(shared));
  }

  private int search(K key) {
    int low = 0;
    int high = size - 1;
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

  private int search(K key, long word) {
    int low = 0;
    int high = size - 1;
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

  /// Whether the key begins with the words that all others share.
  private boolean fits(Sought<K> sought) {
    for (int number = 0; number < shared; number++) {
      if (sought.word(number) != words[number]) {
        return false;
      }
    }
    return words.length > 0;
  }

  Keys<K> inserted(Pen pen, int at, Sought<K> sought) {
    K key = sought.key();
    boolean isSpelled = fits(sought);
    if (!isSpelled && (words.length > 0 || size + 1 >= SPELLED_MIN) && Spelling.knows(key)) {
      return of(pen, Rows.inserted(keys, size, at, key, false));
    }
    boolean own = pen.owns(ink);
    Object[] more = Rows.inserted(keys, size, at, key, own);
    long[] spelled =
        isSpelled
            ? Rows.inserted(words, shared + size, shared + at, sought.word(shared), own)
            : words;
    return become(pen, size + 1, more, spelled);
  }

  Keys<K> replaced(Pen pen, int at, Sought<K> sought) {
    K key = sought.key();
    if (words.length > 0 && !fits(sought)) {
      return of(pen, Rows.replaced(keys, size, at, key, false));
    }
    boolean own = pen.owns(ink);
    Object[] others = Rows.replaced(keys, size, at, key, own);
    long[] spelled =
        words.length > 0
            ? Rows.replaced(words, shared + size, shared + at, sought.word(shared), own)
            : words;
    return become(pen, size, others, spelled);
  }

  Keys<K> removed(Pen pen, int at) {
    boolean own = pen.owns(ink);
    Object[] fewer = Rows.removed(keys, size, at, own);
    long[] spelled =
        words.length > 0 ? Rows.removed(words, shared + size, shared + at, own) : words;
    return become(pen, size - 1, fewer, spelled);
  }

  /// These, if the pen may change them.
  private Keys<K> become(Pen pen, int newSize, Object[] newKeys, long[] newWords) {
    if (!pen.owns(ink)) {
      return new Keys<>(pen.ink(), shared, newSize, newKeys, newWords);
    }
    size = newSize;
    keys = newKeys;
    words = newWords;
    return this;
  }

  /// With others in place of some.
  Keys<K> spliced(Pen pen, int at, int count, Keys<K> others) {
    Object[] row = Arrays.copyOf(others.keys, others.size);
    return of(pen, Rows.spliced(keys, size, at, count, row));
  }

  /// Those of a part may share more than all did.
  Keys<K> part(Pen pen, int from, int to) {
    Object[] some = Arrays.copyOfRange(keys, from, to);
    if (words.length == 0 || words[shared + from] == words[shared + to - 1]) {
      return of(pen, some);
    }
    long[] spelled = new long[shared + some.length];
    System.arraycopy(words, 0, spelled, 0, shared);
    System.arraycopy(words, shared + from, spelled, shared, some.length);
    return new Keys<>(pen.ink(), shared, some.length, some, spelled);
  }
}
