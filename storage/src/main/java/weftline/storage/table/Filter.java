package weftline.storage.table;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// Which entities a query wants. Parsed by [FilterParser].
sealed interface Filter {
  /// Whether it wants an entity.
  ///
  /// @param properties gives a property by name; a comparison with an absent one does not match
  boolean matches(Function<String, Optional<Edm>> properties);

  /// Everything.
  record All() implements Filter {
    @Override
    public boolean matches(Function<String, Optional<Edm>> properties) {
      return true;
    }
  }

  /// What all parts want.
  record And(List<Filter> parts) implements Filter {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(Function<String, Optional<Edm>> properties) {
      for (Filter part : parts) {
        if (!part.matches(properties)) {
          return false;
        }
      }
      return true;
    }
  }

  /// What any part wants.
  record Or(List<Filter> parts) implements Filter {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(Function<String, Optional<Edm>> properties) {
      for (Filter part : parts) {
        if (part.matches(properties)) {
          return true;
        }
      }
      return false;
    }
  }

  /// What the part does not want.
  record Not(Filter part) implements Filter {
    @Override
    public boolean matches(Function<String, Optional<Edm>> properties) {
      return !part.matches(properties);
    }
  }

  /// A property that is true.
  record Flag(String property) implements Filter {
    @Override
    public boolean matches(Function<String, Optional<Edm>> properties) {
      return properties.apply(property).equals(Optional.of(new Edm.Truth(true)));
    }
  }

  /// A comparison of a property with a value.
  record Compare(String property, Operator operator, Edm value) implements Filter {
    @Override
    public boolean matches(Function<String, Optional<Edm>> properties) {
      Optional<Edm> found = properties.apply(property);
      if (found.isEmpty()) {
        return false;
      }
      OptionalInt order = found.get().compare(value);
      return order.isPresent() && operator.holds(order.getAsInt());
    }
  }

  /// How to compare.
  enum Operator {
    EQ,
    NE,
    GT,
    GE,
    LT,
    LE;

    /// @param order of the property against the value, as a comparator says it
    boolean holds(int order) {
      return switch (this) {
        case EQ -> order == 0;
        case NE -> order != 0;
        case GT -> order > 0;
        case GE -> order >= 0;
        case LT -> order < 0;
        case LE -> order <= 0;
      };
    }

    /// The operator with its two sides exchanged.
    Operator turned() {
      return switch (this) {
        case EQ, NE -> this;
        case GT -> LT;
        case GE -> LE;
        case LT -> GT;
        case LE -> GE;
      };
    }
  }
}
