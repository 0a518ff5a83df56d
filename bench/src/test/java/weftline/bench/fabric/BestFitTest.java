package weftline.bench.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import weftline.model.Capacity;

class BestFitTest {
  @Test
  void fillsOneHostBeforeTheNext() {
    VmTrace trace =
        VmTrace.of(
            List.of(
                VmTrace.parse("1,0,1,2,3.5,100,100,0"),
                VmTrace.parse("2,1,1,2,3.5,100,100,0"),
                VmTrace.parse("3,2,1,1,1.75,100,100,0")));

    Loads loads = BestFit.play(trace, new Capacity(4_000, 65_536, 0), 9);

    assertThat(loads.peakHosts()).isEqualTo(2);
    assertThat(loads.bound()).isEqualTo(2);
  }
}
