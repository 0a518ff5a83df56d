package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The defaults, pinned, and what cannot be chosen.
class DevConfigTest {
  @Test
  void hasDefaults() {
    assertThat(DevConfig.NODES).isEqualTo(6);
    assertThat(DevConfig.FAULT_DOMAINS).isEqualTo(3);
    assertThat(DevConfig.NODE_GRACE).isEqualTo(Duration.ofMillis(2_500));
    assertThat(DevConfig.HEARTBEAT).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void needsANode() {
    assertThatThrownBy(() -> config(0, 2)).hasMessage("There can be 1 to 50 nodes.");
  }

  @Test
  void needsTwoFaultDomainsWithANodeInEach() {
    assertThatThrownBy(() -> config(6, 1)).hasMessageContaining("at least 2 fault domains");
    assertThatThrownBy(() -> config(2, 3)).hasMessageContaining("no more than nodes");
  }

  private static DevConfig config(int nodes, int faultDomains) {
    return new DevConfig(
        Path.of("service"),
        Path.of("data"),
        false,
        new DevPorts(0),
        Optional.empty(),
        nodes,
        faultDomains);
  }
}
