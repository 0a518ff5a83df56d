package weftline.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Header fields in order. Names compare without case, as HTTP wants. Immutable.
public record Headers(List<Field> fields) {
  public static final Headers EMPTY = new Headers(List.of());

  public Headers {
    fields = List.copyOf(fields);
  }

  public Optional<String> first(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /// Adds a field; one of the same name stays.
  public Headers with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Headers(more);
  }

  /// One line of a header.
  public record Field(String name, String value) {}
}
