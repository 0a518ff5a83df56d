package weftline.storage.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weftline.storage.StorageException;

/// Reads filters.
///
/// ```
/// or         = and ("or" and)*
/// and        = term ("and" term)*
/// term       = "not" term | "(" or ")" | operand operator operand | property
/// operator   = "eq" | "ne" | "gt" | "ge" | "lt" | "le"
/// ```
final class FilterParser {
  static final int TEXT_MAX = 32 << 10;
  static final int TOKENS_MAX = 2_000;
  static final int DEPTH_MAX = 100;

  private final String text;
  private final List<FilterTokens.Token> tokens;
  private int at;

  private FilterParser(String text, List<FilterTokens.Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  static Filter parse(String text) {
    if (text.isBlank()) {
      return new Filter.All();
    }
    if (text.length() > TEXT_MAX) {
      throw FilterTokens.invalid("", "it is longer than " + TEXT_MAX + " characters");
    }
    FilterParser parser = new FilterParser(text, FilterTokens.of(text));
    if (parser.tokens.size() > TOKENS_MAX) {
      throw parser.invalid("it has more than " + TOKENS_MAX + " words");
    }
    Filter filter = parser.or(1);
    if (parser.at < parser.tokens.size()) {
      throw parser.invalid("word " + (parser.at + 1) + " is not expected");
    }
    return filter;
  }

  private Filter or(int depth) {
    List<Filter> parts = new ArrayList<>(List.of(and(depth)));
    while (accept("or")) {
      parts.add(and(depth));
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
  }

  private Filter and(int depth) {
    List<Filter> parts = new ArrayList<>(List.of(term(depth)));
    while (accept("and")) {
      parts.add(term(depth));
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.And(parts);
  }

  private Filter term(int depth) {
    if (depth > DEPTH_MAX) {
      throw invalid("it is nested more than " + DEPTH_MAX + " deep");
    }
    if (accept("not")) {
      return new Filter.Not(term(depth + 1));
    }
    return switch (next()) {
      case FilterTokens.Token.Open() -> closed(or(depth + 1));
      case FilterTokens.Token.Close() -> throw invalid("a parenthesis closes nothing");
      case FilterTokens.Token.Word(var property) -> compared(property);
      case FilterTokens.Token.Value(var value) -> turned(value);
    };
  }

  private Filter closed(Filter inner) {
    if (next() instanceof FilterTokens.Token.Close) {
      return inner;
    }
    throw invalid("a parenthesis is not closed");
  }

  private Filter compared(String property) {
    if (property.equals("and") || property.equals("or")) {
      throw invalid("'" + property + "' has nothing before it");
    }
    Optional<Filter.Operator> operator = operator();
    if (operator.isEmpty()) {
      return new Filter.Flag(property);
    }
    if (next() instanceof FilterTokens.Token.Value(var value)) {
      return new Filter.Compare(property, operator.get(), value);
    }
    throw invalid("'" + property + "' is not compared with a value");
  }

  private Filter turned(Edm value) {
    Filter.Operator operator =
        operator().orElseThrow(() -> invalid("a value is compared with nothing"));
    if (next() instanceof FilterTokens.Token.Word(var property)) {
      return new Filter.Compare(property, operator.turned(), value);
    }
    throw invalid("a value is not compared with a property");
  }

  private Optional<Filter.Operator> operator() {
    if (at == tokens.size() || !(tokens.get(at) instanceof FilterTokens.Token.Word(var word))) {
      return Optional.empty();
    }
    Optional<Filter.Operator> operator =
        Arrays.stream(Filter.Operator.values())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
            .findFirst();
    at += operator.isPresent() ? 1 : 0;
    return operator;
  }

  private boolean accept(String word) {
    boolean found = at < tokens.size() && tokens.get(at).equals(new FilterTokens.Token.Word(word));
    at += found ? 1 : 0;
    return found;
  }

  private FilterTokens.Token next() {
    if (at == tokens.size()) {
      throw invalid("it ends too early");
    }
    return tokens.get(at++);
  }

  private StorageException invalid(String why) {
    return FilterTokens.invalid(text, why);
  }
}
