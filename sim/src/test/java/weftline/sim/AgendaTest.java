package weftline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The order of things.
class AgendaTest {
  private final Agenda agenda = new Agenda();
  private final List<String> happened = new ArrayList<>();

  @Test
  void whatIsDueTogetherHappensInTheOrderOfPlanning() {
    agenda.in(Duration.ofSeconds(2), () -> happened.add("late"));
    agenda.in(Duration.ofSeconds(1), () -> happened.add("first"));
    agenda.in(Duration.ofSeconds(1), () -> happened.add("second"));

    agenda.runUntil(at(1));

    assertThat(happened).containsExactly("first", "second");
  }

  @Test
  void aCallThatTakesTimeLetsTheWorldGoOn() {
    agenda.in(
        Duration.ofSeconds(1),
        () -> {
          happened.add("asks");
          agenda.runUntil(at(5));
          happened.add("is answered");
        });
    agenda.in(Duration.ofSeconds(3), () -> happened.add("meanwhile"));

    agenda.runUntil(at(2));

    assertThat(happened).containsExactly("asks", "meanwhile", "is answered");
    assertThat(agenda.instant()).as("time never goes back").isEqualTo(at(5));
  }

  private static Instant at(int seconds) {
    return Instant.EPOCH.plusSeconds(seconds);
  }
}
