package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import weftline.core.Condition.Cause;

/// Every pair of a condition and a cause has a line; `-` means that the cause changes nothing.
class ConditionTest {
  private static final String TABLE =
      """
      new passed ready
      new failed faulty
      new flapped -
      new cleared -
      new condemned faulty
      new repaired -
      new released ready
      new withdrawn -
      new update -
      ready passed -
      ready failed -
      ready flapped suspect
      ready cleared -
      ready condemned faulty
      ready repaired -
      ready released -
      ready withdrawn offline
      ready update updating
      suspect passed ready
      suspect failed faulty
      suspect flapped -
      suspect cleared ready
      suspect condemned faulty
      suspect repaired -
      suspect released ready
      suspect withdrawn offline
      suspect update -
      faulty passed -
      faulty failed -
      faulty flapped -
      faulty cleared -
      faulty condemned -
      faulty repaired repaired
      faulty released -
      faulty withdrawn -
      faulty update -
      repaired passed ready
      repaired failed faulty
      repaired flapped -
      repaired cleared -
      repaired condemned faulty
      repaired repaired -
      repaired released ready
      repaired withdrawn -
      repaired update -
      offline passed ready
      offline failed faulty
      offline flapped -
      offline cleared -
      offline condemned faulty
      offline repaired -
      offline released ready
      offline withdrawn -
      offline update -
      updating passed ready
      updating failed faulty
      updating flapped -
      updating cleared ready
      updating condemned faulty
      updating repaired -
      updating released ready
      updating withdrawn offline
      updating update -
      """;

  @Test
  void followsTheTable() {
    List<String> lines = new ArrayList<>();
    for (Condition condition : Condition.values()) {
      for (Cause cause : Cause.values()) {
        String next = condition.after(cause).map(ConditionTest::word).orElse("-");
        lines.add(word(condition) + " " + word(cause) + " " + next);
      }
    }
    assertThat(lines).containsExactlyElementsOf(TABLE.lines().toList());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
