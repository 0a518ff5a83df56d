package weftline.net;

import java.util.List;

/// What stood in the place of the names in braces of a route's pattern, decoded.
public record PathParameters(List<Parameter> parameters) {
  public PathParameters {
    parameters = List.copyOf(parameters);
  }

  /// The value of a parameter that the pattern names.
  public String text(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return parameter.value();
      }
    }
    throw new IllegalArgumentException("no {" + name + "} in the pattern");
  }

  /// One name and what stood in its place.
  public record Parameter(String name, String value) {}
}
