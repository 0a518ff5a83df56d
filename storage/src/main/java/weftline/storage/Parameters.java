package weftline.storage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The decoded query of a request. Names compare without case. Immutable.
public final class Parameters {
  private static final int COUNT_MAX = 100;

  private final SortedMap<String, List<String>> values;

  private Parameters(SortedMap<String, List<String>> values) {
    this.values = values;
  }

  /// Reads what follows the `?`.
  public static Parameters parse(String rawQuery) {
    SortedMap<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (rawQuery.isEmpty()) {
      return new Parameters(values);
    }
    String[] pairs = rawQuery.split("&", -1);
    if (pairs.length > COUNT_MAX) {
      throw new StorageException(
          StorageError.INVALID_URI, "The query has more than " + COUNT_MAX + " parameters.");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty()) {
        values
            .computeIfAbsent(decode(name, true), _ -> new ArrayList<>())
            .add(decode(value, !name.equals("sig")));
      }
    }
    return new Parameters(values);
  }

  public Optional<String> first(String name) {
    return Optional.ofNullable(values.get(name)).map(List::getFirst);
  }

  /// The value, or an empty text if the parameter is absent.
  public String text(String name) {
    return first(name).orElse("");
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// A number within bounds.
  public Optional<Integer> number(String name, int min, int max) {
    return first(name).map(text -> number(name, text, min, max));
  }

  /// The values of each parameter, in order of names without case.
  Map<String, List<String>> all() {
    return Collections.unmodifiableMap(values);
  }

  /// Turns `%41` into `A`, in UTF-8.
  public static String decode(String text) {
    return decode(text, false);
  }

  /// As [#decode], with a plus for a space.
  public static String decodeQuery(String text) {
    return decode(text, true);
  }

  private static String decode(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] == '%') {
        bytes.write(escaped(encoded, i));
        i += 2;
      } else {
        bytes.write(plusIsSpace && encoded[i] == '+' ? ' ' : encoded[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int escaped(byte[] encoded, int at) {
    int high = at + 2 < encoded.length ? Character.digit(encoded[at + 1], 16) : -1;
    int low = at + 2 < encoded.length ? Character.digit(encoded[at + 2], 16) : -1;
    if (high < 0 || low < 0) {
      throw new StorageException(StorageError.INVALID_URI, "The URI has a broken percent escape.");
    }
    return high * 16 + low;
  }

  private static int number(String name, String text, int min, int max) {
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException _) {
      throw new StorageException(StorageError.INVALID_QUERY_PARAMETER_VALUE)
          .withDetail("QueryParameterName", name)
          .withDetail("QueryParameterValue", text)
          .withDetail("Reason", "Not a number.");
    }
    throw new StorageException(StorageError.OUT_OF_RANGE_QUERY_PARAMETER_VALUE)
        .withDetail("QueryParameterName", name)
        .withDetail("QueryParameterValue", text)
        .withDetail("MinimumAllowed", Integer.toString(min))
        .withDetail("MaximumAllowed", Integer.toString(max));
  }
}
