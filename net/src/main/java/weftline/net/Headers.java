package weftline.net;

import java.util.List;
import java.util.Optional;

/// Header fields in order. Names compare without case, as HTTP wants. Immutable.
public record Headers(List<Field> fields) {
  public static final Headers EMPTY = new Headers(List.of());

  public Headers {
    fields = List.copyOf(fields);
  }

  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /// Adds a field; one of the same name stays.
  public Headers with(String name, String value) {
    Field[] more = fields.toArray(new Field[fields.size() + 1]);
    more[fields.size()] = new Field(name, value);
    return new Headers(List.of(more));
  }

  /// One line of a header.
  public record Field(String name, String value) {}
}
