package weftline.storage.table;

/// The order of texts: by code point, which is the order of their keys in the store.
final class Texts {
  private Texts() {}

  static int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int at = 0; at < length; at++) {
      char first = one.charAt(at);
      char second = other.charAt(at);
      if (first != second) {
        return Character.compare(rank(first), rank(second));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /// Halves of pairs stand for code points above all others.
  private static char rank(char unit) {
    if (unit < Character.MIN_SURROGATE) {
      return unit;
    }
    int width = Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1;
    boolean half = Character.isSurrogate(unit);
    return (char) (half ? unit + Character.MAX_VALUE - Character.MAX_SURROGATE : unit - width);
  }
}
