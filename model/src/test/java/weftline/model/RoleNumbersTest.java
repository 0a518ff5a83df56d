package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What instances may say of themselves in numbers.
class RoleNumbersTest {
  @Test
  void findsANumberByItsName() {
    RoleNumbers numbers = new RoleNumbers(Map.of("orders-waiting", 17, "zero", 0));

    assertThat(numbers.number("orders-waiting")).contains(17);
    assertThat(numbers.number("zero")).contains(0);
    assertThat(numbers.number("orders")).isEmpty();
  }

  @Test
  void staysAsItWas() {
    var source = new TreeMap<>(Map.of("a", 1));
    RoleNumbers numbers = new RoleNumbers(source);

    source.put("b", 2);

    assertThat(numbers).isEqualTo(new RoleNumbers(Map.of("a", 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, RoleNumbers.NUMBER_MAX + 1})
  void refusesNumbersOutOfBounds(int number) {
    assertThatThrownBy(() -> new RoleNumbers(Map.of("a", number)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "1a", "a_b", "a b", "\u00e4"})
  void refusesNamesThatAreNone(String name) {
    assertThatThrownBy(() -> new RoleNumbers(Map.of(name, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesTooManyNames() {
    assertThat(new RoleNumbers(numbers(RoleNumbers.NAMES_MAX)).value()).hasSize(16);
    assertThatThrownBy(() -> new RoleNumbers(numbers(RoleNumbers.NAMES_MAX + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, Integer> numbers(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(number -> "n" + number, number -> number));
  }
}
