package weftline.core;

/// A key on its way through the pages of a [PMap]: each of its words is spelled once for all of
/// them.
final class Sought<K extends Comparable<K>> {
  private final K key;
  private long[] words = {};
  private int spelled;

  Sought(K key) {
    this.key = key;
  }

  K key() {
    return key;
  }

  /// One of its first words; see [Spelling#word].
  long word(int number) {
    if (words.length == 0) {
      words = new long[Keys.SHARED_MAX + 1]; // small maps need none
    }
    while (spelled <= number) {
      words[spelled] = Spelling.word(key, spelled);
      spelled++;
    }
    return words[number];
  }
}
