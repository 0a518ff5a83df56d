package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The defaults are part of what users rely on.
class SettingsTest {
  @Test
  void defaultsAreThese() {
    assertThat(FabricSettings.DEFAULT)
        .isEqualTo(
            new FabricSettings(
                2,
                new PublicAddresses.Shared("127.0.0.1", 8080),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                3,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(FabricSettings.development("127.0.0.1", 8080).bake())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(0, Duration.ZERO))
        .withMessageContaining("at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(1, Duration.ofSeconds(-1)))
        .withMessageContaining("negative");
  }

  @Test
  void theSameChoiceIsNoNews() {
    assertThat(
            Decider.decide(
                State.EMPTY, new Command.ConfigureFabric(Instant.EPOCH, FabricSettings.DEFAULT)))
        .isEqualTo(new Decision.Accepted(List.of()));
  }

  private static FabricSettings settings(int faultDomains, Duration bake) {
    return new FabricSettings(
        faultDomains,
        new PublicAddresses.PerSlot(List.of("192.0.2.1")),
        Duration.ZERO,
        bake,
        1,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
