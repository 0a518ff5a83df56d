package weftline.storage.blob;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weftline.storage.StorageException;

/// Reads expressions over tags, in one of two dialects.
///
/// ```
/// or       = and ("OR" and)*
/// and      = term ("AND" term)*
/// term     = "(" or ")" | key operator value
/// key      = "a key" | key | @container
/// operator = "=" | "<>" | ">" | ">=" | "<" | "<="
/// value    = 'a value'
/// ```
///
/// Those that find blobs have neither `OR` nor `<>` nor parentheses, and bound a key at most once
/// from each side; those that are conditions have no `@container`.
final class TagParser {
  static final int TEXT_MAX = 8 * 1024;
  static final int DEPTH_MAX = 20;

  private static final String CONTAINER = "@container";
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*+(?:\"(?<quoted>[^\"]*+)\"|'(?<value>[^']*+)'|(?<word>@?[A-Za-z0-9_.:/+\\-]+)"
              + "|(?<symbol><>|<=|>=|=|<|>|\\(|\\)))\\s*");

  private final boolean finds;
  private final Function<String, StorageException> refusal;
  private final List<Token> tokens;
  private final Set<String> bounds = new HashSet<>();
  private int at;

  private TagParser(boolean finds, Function<String, StorageException> refusal, List<Token> tokens) {
    this.finds = finds;
    this.refusal = refusal;
    this.tokens = tokens;
  }

  /// Reads what finds blobs.
  ///
  /// @param refusal made of the reason why a text cannot be read
  static TagExpression parseQuery(String text, Function<String, StorageException> refusal) {
    return parse(text, true, refusal);
  }

  /// Reads a condition on one blob.
  ///
  /// @param refusal made of the reason why a text cannot be read
  static TagExpression parseCondition(String text, Function<String, StorageException> refusal) {
    return parse(text, false, refusal);
  }

  private static TagExpression parse(
      String text, boolean finds, Function<String, StorageException> refusal) {
    if (text.isBlank() || text.length() > TEXT_MAX) {
      throw refusal.apply("An expression has from 1 to " + TEXT_MAX + " characters.");
    }
    TagParser parser = new TagParser(finds, refusal, tokens(text, refusal));
    TagExpression expression = parser.or(1);
    if (parser.at < parser.tokens.size()) {
      throw parser.unexpected();
    }
    return expression;
  }

  private static List<Token> tokens(String text, Function<String, StorageException> refusal) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length() && matcher.find() && matcher.start() == end) {
      tokens.add(Token.of(matcher));
      end = matcher.end();
    }
    if (end < text.length()) {
      throw refusal.apply("Character " + (end + 1) + " is not expected.");
    }
    return tokens;
  }

  private TagExpression or(int depth) {
    List<TagExpression> parts = new ArrayList<>(List.of(and(depth)));
    while (!finds && accept(Kind.WORD, "OR")) {
      parts.add(and(depth));
    }
    return parts.size() == 1 ? parts.getFirst() : new TagExpression.Or(parts);
  }

  private TagExpression and(int depth) {
    List<TagExpression> parts = new ArrayList<>(List.of(term(depth)));
    while (accept(Kind.WORD, "AND")) {
      parts.add(term(depth));
    }
    return parts.size() == 1 ? parts.getFirst() : new TagExpression.And(parts);
  }

  private TagExpression term(int depth) {
    if (!finds && depth < DEPTH_MAX && accept(Kind.SYMBOL, "(")) {
      TagExpression inner = or(depth + 1);
      if (!accept(Kind.SYMBOL, ")")) {
        throw unexpected();
      }
      return inner;
    }
    Token key = next(Kind.WORD, Kind.QUOTED);
    TagExpression.Operator operator = operator(next(Kind.SYMBOL));
    String value = next(Kind.VALUE).text();
    if (key.text().startsWith("@")) {
      return inContainer(key, operator, value);
    }
    bound(key.text(), operator);
    return new TagExpression.Compare(key.text(), operator, value);
  }

  private TagExpression inContainer(Token key, TagExpression.Operator operator, String value) {
    if (!finds || !key.text().equalsIgnoreCase(CONTAINER)) {
      throw refusal.apply("'" + key.text() + "' is not known here.");
    }
    bound(CONTAINER, operator);
    return new TagExpression.InContainer(operator, value);
  }

  /// Refuses to bound a key twice from the same side.
  private void bound(String key, TagExpression.Operator operator) {
    if (!finds) {
      return;
    }
    List<String> sides =
        switch (operator) {
          case EQUAL -> List.of("<" + key, ">" + key);
          case GREATER, GREATER_OR_EQUAL -> List.of(">" + key);
          case LESS, LESS_OR_EQUAL -> List.of("<" + key);
          case NOT_EQUAL -> throw refusal.apply("'<>' is for conditions only.");
        };
    if (!Collections.disjoint(bounds, sides)) {
      throw refusal.apply("'" + key + "' is bounded twice from the same side.");
    }
    bounds.addAll(sides);
  }

  private TagExpression.Operator operator(Token token) {
    return Arrays.stream(TagExpression.Operator.values())
        .filter(operator -> operator.symbol().equals(token.text()))
        .findFirst()
        .orElseThrow(() -> refusal.apply("'" + token.text() + "' is no operator."));
  }

  private boolean accept(Kind kind, String text) {
    boolean there =
        at < tokens.size()
            && tokens.get(at).kind() == kind
            && tokens.get(at).text().equalsIgnoreCase(text);
    at += there ? 1 : 0;
    return there;
  }

  private Token next(Kind... kinds) {
    if (at == tokens.size() || !Arrays.asList(kinds).contains(tokens.get(at).kind())) {
      throw unexpected();
    }
    return tokens.get(at++);
  }

  private StorageException unexpected() {
    return refusal.apply(
        at == tokens.size() ? "It ends too early." : "Word " + (at + 1) + " is not expected.");
  }

  /// What a piece of text is.
  private enum Kind {
    QUOTED,
    VALUE,
    WORD,
    SYMBOL
  }

  /// A piece of text, without its quotes.
  private record Token(Kind kind, String text) {
    static Token of(Matcher matcher) {
      for (Kind kind : List.of(Kind.QUOTED, Kind.VALUE, Kind.WORD)) {
        Optional<String> text =
            Optional.ofNullable(matcher.group(kind.name().toLowerCase(Locale.ROOT)));
        if (text.isPresent()) {
          return new Token(kind, text.get());
        }
      }
      return new Token(Kind.SYMBOL, matcher.group("symbol"));
    }
  }
}
