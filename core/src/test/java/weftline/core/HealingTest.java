package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The rules of healing, one by one.
class HealingTest {
  private static final Instant START = Instant.EPOCH;
  private static final Healing RULES = Models.healing(2, 3);

  @Test
  void aFewSilentNodesAreAlwaysBelieved() {
    assertThat(Healing.DEFAULT.isTooMuch(10, 12)).isFalse();
    assertThat(Healing.DEFAULT.isTooMuch(11, 12)).isTrue();
    assertThat(Healing.DEFAULT.isTooMuch(200, 1_000)).isFalse();
    assertThat(Healing.DEFAULT.isTooMuch(201, 1_000)).isTrue();
  }

  @Test
  void everySuspicionTakesTwiceAsLongUpToALimit() {
    assertThat(RULES.quarantineAfter(0)).isEqualTo(Duration.ofMinutes(5));
    assertThat(RULES.quarantineAfter(1)).isEqualTo(Duration.ofMinutes(10));
    assertThat(RULES.quarantineAfter(100)).isEqualTo(Duration.ofMinutes(5 << 8));
  }

  @Test
  void whatAFaultDomainSufferedIsForgottenActByAct() {
    Upkeep upkeep = Upkeep.NONE;
    for (int act = 0; act < 3; act++) {
      upkeep = upkeep.withAct(7, START.plusSeconds(act), RULES);
    }

    assertThat(upkeep.allowed(7, START.plusSeconds(5), RULES)).isZero();
    assertThat(upkeep.allowed(7, START.plusSeconds(6), RULES)).isEqualTo(1);
    assertThat(upkeep.allowed(7, START.plusSeconds(18), RULES)).isEqualTo(3);
    assertThat(upkeep.allowed(8, START, RULES)).isEqualTo(3);
  }

  @Test
  void lossesCountTogetherForSomeMinutes() {
    Upkeep upkeep = Upkeep.NONE.withLosses(2, START, RULES);
    upkeep = upkeep.withLosses(3, START.plusSeconds(60), RULES);

    assertThat(upkeep.recentLosses(START.plusSeconds(300), RULES.lossMemory())).isEqualTo(5);
    assertThat(upkeep.recentLosses(START.plusSeconds(301), RULES.lossMemory())).isZero();
  }

  @Test
  void upkeepIsWrittenDownAndReadAgain() {
    Upkeep upkeep =
        Upkeep.NONE
            .withAct(1, START, RULES)
            .withLosses(1, START, RULES)
            .paused(new Standstill(START, "dark"));

    assertThat(Upkeep.read(upkeep.written())).isEqualTo(upkeep);
  }

  @Test
  void onlySomeLossesAreRemembered() {
    Fitness fitness = Fitness.TRUSTED;
    for (int loss = 0; loss < 50; loss++) {
      fitness = fitness.lostAt(START.plusSeconds(loss));
    }

    assertThat(fitness.losses()).hasSize(20).endsWith(START.plusSeconds(49));
    assertThat(fitness.become(Condition.READY, START, "", Optional.empty()).losses())
        .isEqualTo(List.of());
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Models.healing(-1, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> Models.healing(2, 0));
  }
}
