package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The machine's clock jumps; the fabric's does not run backwards.
class SteadyClockTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private Instant wall = START;
  private long nanos;

  @Test
  void followsTheMachinesClock() {
    SteadyClock clock = clock(START);
    pass(Duration.ofSeconds(5));

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
  }

  @Test
  void goesOnEvenlyWhenTheClockIsSetBack() {
    SteadyClock clock = clock(START);
    wall = START.minusSeconds(3_600);
    assertThat(clock.instant()).isEqualTo(START);
    pass(Duration.ofSeconds(5));

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
  }

  @Test
  void followsAJumpForward() {
    SteadyClock clock = clock(START);
    wall = START.plusSeconds(3_600);

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(3_600));
  }

  @Test
  void beginsNoEarlierThanTheLedgerEnds() {
    SteadyClock clock = clock(START.plusSeconds(60));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
    pass(Duration.ofSeconds(1));

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(61));
  }

  @Test
  void doesNotCountTwiceWhatItHasWaitedForItsTurn() {
    SteadyClock clock = clock(START);
    pass(Duration.ofDays(30)); // another controller is the primary
    clock.notBefore(wall.minusSeconds(1));

    assertThat(clock.instant()).isEqualTo(wall);
  }

  @Test
  void goesOnFromWhereAFasterClockHasDecided() {
    SteadyClock clock = clock(START);
    pass(Duration.ofMinutes(10));
    clock.notBefore(wall.plusSeconds(60));
    pass(Duration.ofSeconds(1));

    assertThat(clock.instant()).isEqualTo(wall.plusSeconds(60));
  }

  @Test
  void isNotHeldBackByAnEarlierDecision() {
    SteadyClock clock = clock(START.plusSeconds(60));
    clock.notBefore(START);

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
  }

  private SteadyClock clock(Instant floor) {
    return new SteadyClock(() -> wall, () -> nanos, floor);
  }

  private void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }
}
