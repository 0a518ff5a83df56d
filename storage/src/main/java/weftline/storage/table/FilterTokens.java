package weftline.storage.table;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// Cuts the text of a filter into words, values and parentheses.
final class FilterTokens {
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private FilterTokens(String text) {
    this.text = text;
  }

  static List<Token> of(String text) {
    FilterTokens reading = new FilterTokens(text);
    while (reading.skipSpace()) {
      reading.tokens.add(reading.next());
    }
    return reading.tokens;
  }

  private boolean skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private Token next() {
    char first = text.charAt(at);
    if (first == '(' || first == ')') {
      at++;
      return first == '(' ? new Token.Open() : new Token.Close();
    }
    if (first == '\'') {
      return new Token.Value(new Edm.Text(quoted()));
    }
    int start = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.isEmpty()) {
      throw invalid(text, "'" + first + "' is not expected at character " + (at + 1));
    }
    if (at < text.length() && text.charAt(at) == '\'') {
      return new Token.Value(typed(word, quoted()));
    }
    boolean number = Character.isDigit(first) || first == '-' || first == '+' || first == '.';
    return number ? new Token.Value(number(word)) : word(word);
  }

  private static boolean isWordPart(char character) {
    return Character.isLetterOrDigit(character) || "_.+-".indexOf(character) >= 0;
  }

  private static Token word(String word) {
    return switch (word) {
      case "true" -> new Token.Value(new Edm.Truth(true));
      case "false" -> new Token.Value(new Edm.Truth(false));
      default -> new Token.Word(word);
    };
  }

  /// A quote within the text is doubled.
  private String quoted() {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char each = text.charAt(at);
      if (each == '\'') {
        at++;
        if (at == text.length() || text.charAt(at) != '\'') {
          return value.toString();
        }
      }
      value.append(each);
    }
    throw invalid(text, "a quote is not closed");
  }

  private Edm typed(String type, String value) {
    try {
      return switch (type.toLowerCase(Locale.ROOT)) {
        case "guid" -> Edm.Guid.parse(value);
        case "x", "binary" -> new Edm.Binary(HexFormat.of().parseHex(value));
        case "datetime" ->
            new Edm.Moment(
                Timestamps.parse(value)
                    .orElseThrow(() -> invalid(text, "'" + value + "' is no time")));
        default -> throw invalid(text, "there is no type '" + type + "'");
      };
    } catch (IllegalArgumentException _) {
      throw invalid(text, "'" + value + "' is no " + type);
    }
  }

  private Edm number(String word) {
    try {
      if (word.endsWith("L") || word.endsWith("l")) {
        return new Edm.Int64(Long.parseLong(word.substring(0, word.length() - 1)));
      }
      boolean whole = word.chars().allMatch(each -> each == '-' || Character.isDigit(each));
      if (!whole) {
        return new Edm.Real(Double.parseDouble(word));
      }
      long value = Long.parseLong(word);
      boolean small = value == (int) value;
      return small ? new Edm.Int32((int) value) : new Edm.Int64(value);
    } catch (NumberFormatException _) {
      throw invalid(text, "'" + word + "' is no number");
    }
  }

  static StorageException invalid(String text, String why) {
    return new StorageException(
        StorageError.INVALID_INPUT, "The filter cannot be read: " + why + ". Filter: " + text);
  }

  /// A part of a filter's text.
  sealed interface Token {
    /// An opening parenthesis.
    record Open() implements Token {}

    /// A closing parenthesis.
    record Close() implements Token {}

    /// A property or an operator.
    record Word(String text) implements Token {}

    /// A literal.
    record Value(Edm value) implements Token {}
  }
}
