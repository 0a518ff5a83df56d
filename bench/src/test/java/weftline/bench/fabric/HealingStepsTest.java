package weftline.bench.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import weftline.controller.api.EventView;

/// The line that says what a healing was made of.
class HealingStepsTest {
  private static final Instant DEATH = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void whatCameAfterTheDeathIsCountedFromIt() {
    HealingSteps steps =
        new HealingSteps(
            DEATH,
            List.of(
                event(-5, "InstanceReported"),
                event(2_100, "NodesLost"),
                event(2_104, "InstancePlaced"),
                event(3_050, "InstanceReported")));

    assertThat(steps.text())
        .isEqualTo("NodesLost +2100, InstancePlaced +2104, InstanceReported +3050");
  }

  private static EventView event(long millis, String kind) {
    return new EventView(1, DEATH.plusMillis(millis), kind, "", "");
  }
}
