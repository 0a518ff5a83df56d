package weftline.model;

/// What a name may look like: the rule is one for everything that becomes a file, a DNS label or a
/// path segment.
final class Names {
  private static final int CHARACTERS_MAX = 128;

  private Names() {}

  /// @throws IllegalArgumentException if the text is no plain name
  static String check(String kind, String text) {
    if (!isPlain(text)) {
      throw new IllegalArgumentException(
          "%s '%s' is no name: letters, digits, '.', '_', '-', at most 128".formatted(kind, text));
    }
    return text;
  }

  /// Asked of every name that is made, so no expression is matched here.
  static boolean isPlain(String text) {
    if (text.isEmpty() || text.length() > CHARACTERS_MAX || !isLetterOrDigit(text.charAt(0))) {
      return false;
    }
    for (int at = 1; at < text.length(); at++) {
      char character = text.charAt(at);
      if (!isLetterOrDigit(character) && "._-".indexOf(character) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char character) {
    return isBetween('a', character, 'z')
        || isBetween('A', character, 'Z')
        || isBetween('0', character, '9');
  }

  private static boolean isBetween(char least, char character, char greatest) {
    return least <= character && character <= greatest;
  }
}
