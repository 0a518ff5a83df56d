package weftline.bench.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import weftline.core.Instance;
import weftline.core.State;

class FabricsTest {
  @Test
  void isFullOfServicesThatAreReady() {
    State state = Fabrics.filled(120, 90);

    assertThat(state.nodes().size()).isEqualTo(120);
    assertThat(state.services().size()).isEqualTo(10);
    assertThat(state.instances().values()).hasSize(90).allMatch(Instance::isReady);
  }

  @Test
  void aRackIsAFaultDomain() {
    State state = Fabrics.empty(81);

    assertThat(state.nodes().values().stream().map(node -> node.faultDomain()).distinct())
        .containsExactly(0, 1, 2);
  }
}
