package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import weftline.model.InstanceStatus;

/// Every pair of a life and a report has a line; `-` means that the report is no news.
class LifeTest {
  private static final String TABLE =
      """
      wanted preparing -
      wanted starting -
      wanted busy -
      wanted ready -
      wanted stopping -
      wanted stopped -
      wanted failed -
      starting preparing -
      starting starting -
      starting busy busy
      starting ready ready
      starting stopping -
      starting stopped -
      starting failed failed
      busy preparing starting
      busy starting starting
      busy busy -
      busy ready ready
      busy stopping -
      busy stopped -
      busy failed failed
      ready preparing starting
      ready starting starting
      ready busy busy
      ready ready -
      ready stopping -
      ready stopped -
      ready failed failed
      failed preparing starting
      failed starting starting
      failed busy busy
      failed ready ready
      failed stopping -
      failed stopped -
      failed failed -
      draining preparing -
      draining starting -
      draining busy -
      draining ready -
      draining stopping -
      draining stopped -
      draining failed -
      stopping preparing -
      stopping starting -
      stopping busy -
      stopping ready -
      stopping stopping -
      stopping stopped -
      stopping failed -
      parked preparing -
      parked starting -
      parked busy -
      parked ready -
      parked stopping -
      parked stopped -
      parked failed -
      """;

  @Test
  void followsTheTable() {
    List<String> lines = new ArrayList<>();
    for (Life life : Life.values()) {
      for (InstanceStatus status : InstanceStatus.values()) {
        String next = life.hears(status).map(LifeTest::word).orElse("-");
        lines.add(word(life) + " " + word(status) + " " + next);
      }
    }
    assertThat(lines).containsExactlyElementsOf(TABLE.lines().toList());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
