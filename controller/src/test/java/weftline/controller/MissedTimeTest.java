package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What counts as time, and what does not.
class MissedTimeTest {
  private final MissedTime missed = new MissedTime();

  @Test
  void allTimeCountsWhileTimersAreInTime() {
    missed.late(100, 100);
    missed.late(200, 200);

    assertThat(missed.since(250)).isEqualTo(250);
  }

  @Test
  void whatTimersWereLateByDoesNot() {
    missed.late(100, 130);
    assertThat(missed.since(130)).isEqualTo(100);

    missed.late(200, 207);
    assertThat(missed.since(210)).isEqualTo(173);
  }

  @Test
  void noMomentIsLeftOutTwice() {
    missed.late(100, 150);
    missed.late(120, 150);
    missed.late(140, 160);

    assertThat(missed.since(160)).isEqualTo(100);
  }
}
