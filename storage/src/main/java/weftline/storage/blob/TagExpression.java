package weftline.storage.blob;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/// What the tags of a blob are to be like. Parsed by [TagParser].
sealed interface TagExpression {
  boolean matches(Map<String, String> tags);

  /// Tells whether blobs of a container can match at all.
  default boolean mayMatchIn(String container) {
    return true;
  }

  /// What all parts want.
  record And(List<TagExpression> parts) implements TagExpression {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(Map<String, String> tags) {
      return parts.stream().allMatch(part -> part.matches(tags));
    }

    @Override
    public boolean mayMatchIn(String container) {
      return parts.stream().allMatch(part -> part.mayMatchIn(container));
    }
  }

  /// What any part wants.
  record Or(List<TagExpression> parts) implements TagExpression {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(Map<String, String> tags) {
      return parts.stream().anyMatch(part -> part.matches(tags));
    }
  }

  /// A tag that is there and stands to a value as wanted, by the order of characters.
  record Compare(String key, Operator operator, String value) implements TagExpression {
    @Override
    public boolean matches(Map<String, String> tags) {
      return Optional.ofNullable(tags.get(key))
          .filter(tag -> operator.holds.test(tag.compareTo(value)))
          .isPresent();
    }
  }

  /// Any blob of a container that stands to a name as wanted.
  record InContainer(Operator operator, String name) implements TagExpression {
    @Override
    public boolean matches(Map<String, String> tags) {
      return true;
    }

    @Override
    public boolean mayMatchIn(String container) {
      return operator.holds.test(container.compareTo(name));
    }
  }

  /// How a tag stands to a value.
  enum Operator {
    EQUAL("=", order -> order == 0),
    NOT_EQUAL("<>", order -> order != 0),
    GREATER(">", order -> order > 0),
    GREATER_OR_EQUAL(">=", order -> order >= 0),
    LESS("<", order -> order < 0),
    LESS_OR_EQUAL("<=", order -> order <= 0);

    private final String symbol;
    private final IntPredicate holds;

    Operator(String symbol, IntPredicate holds) {
      this.symbol = symbol;
      this.holds = holds;
    }

    String symbol() {
      return symbol;
    }
  }
}
