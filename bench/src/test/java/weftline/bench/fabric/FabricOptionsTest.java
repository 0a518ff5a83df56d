package weftline.bench.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FabricOptionsTest {
  @Test
  void measuresAWholeDataCentreUnlessTold() {
    FabricOptions options = FabricOptions.parse(new String[0]);

    assertThat(options.nodes()).isEqualTo(360_000);
    assertThat(options.instances()).isEqualTo(1_500_000);
    assertThat(options.only()).isEmpty();
  }

  @Test
  void quickIsATenth() {
    FabricOptions options = FabricOptions.parse(new String[] {"--quick"});

    assertThat(options.nodes()).isEqualTo(36_000);
    assertThat(options.nodesOfPlacements()).isEqualTo(10_000);
    assertThat(options.container()).isEqualTo(200);
  }

  @Test
  void readsItsOptionsInAnyOrder() {
    FabricOptions options =
        FabricOptions.parse(
            new String[] {"--trace=t.gz", "--only=memory", "--folder=f", "--launcher=w"});

    assertThat(options)
        .isEqualTo(new FabricOptions("memory", false, Path.of("t.gz"), Path.of("f"), Path.of("w")));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> FabricOptions.parse(new String[] {"--nodes=3"}))
        .hasMessage("unknown option --nodes");
  }
}
