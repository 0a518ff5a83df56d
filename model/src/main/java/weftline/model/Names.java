package weftline.model;

import java.util.regex.Pattern;

/// What a name may look like: the rule is one for everything that becomes a file, a DNS label or a
/// path segment.
final class Names {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private Names() {}

  /// @throws IllegalArgumentException if the text is no plain name
  static String check(String kind, String text) {
    if (!isPlain(text)) {
      throw new IllegalArgumentException(
          "%s '%s' is no name: letters, digits, '.', '_', '-', at most 128".formatted(kind, text));
    }
    return text;
  }

  static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches();
  }
}
