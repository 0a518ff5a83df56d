package weftline.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The decoded parameters of a URL's query, in order, duplicates kept. Immutable.
public record Query(List<Parameter> parameters) {
  private static final int PARAMETERS_MAX = 1_000;

  public Query {
    parameters = List.copyOf(parameters);
  }

  /// Reads what comes after the `?`. A `+` stands for a space, as in forms. What comes after the
  /// first thousand parameters is left unread.
  public static Query parse(String rawQuery) {
    List<Parameter> parameters = new ArrayList<>();
    int from = 0;
    while (from < rawQuery.length() && parameters.size() < PARAMETERS_MAX) {
      int ampersand = rawQuery.indexOf('&', from);
      int to = ampersand < 0 ? rawQuery.length() : ampersand;
      if (to > from) {
        parameters.add(parameter(rawQuery.substring(from, to)));
      }
      from = to + 1;
    }
    return new Query(parameters);
  }

  /// The value of the first parameter of that exact name.
  public Optional<String> first(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .findFirst();
  }

  private static Parameter parameter(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Parameter(decode(text), "")
        : new Parameter(decode(text.substring(0, equals)), decode(text.substring(equals + 1)));
  }

  private static String decode(String text) {
    return Percent.decode(text.replace('+', ' '));
  }

  /// One parameter, decoded.
  public record Parameter(String name, String value) {}
}
