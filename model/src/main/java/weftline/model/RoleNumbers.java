package weftline.model;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an instance says of itself in numbers, for the scale rules that go by them.
///
/// @param value the numbers by their names, in order: the same numbers are written in the same way
public record RoleNumbers(Map<String, Integer> value) {
  public static final int NAMES_MAX = 16;
  public static final int NUMBER_MAX = 1_000_000_000;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public RoleNumbers {
    if (value.size() > NAMES_MAX || !value.keySet().stream().allMatch(RoleNumbers::isName)) {
      throw new IllegalArgumentException("too many numbers, or names that are none");
    }
    if (value.values().stream().anyMatch(number -> number < 0 || number > NUMBER_MAX)) {
      throw new IllegalArgumentException("a number is out of bounds");
    }
    value = Maps.sorted(value);
  }

  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  public Optional<Integer> number(String name) {
    return Optional.ofNullable(value.get(name));
  }
}
