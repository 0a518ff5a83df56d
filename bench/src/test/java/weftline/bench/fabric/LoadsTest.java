package weftline.bench.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import weftline.model.Capacity;

class LoadsTest {
  private static final Capacity HOST = new Capacity(4_000, 8_192, 0);
  private static final Capacity HALF = new Capacity(2_000, 2_048, 0);
  private static final Offset<Double> NEARLY = Offset.offset(1e-9);

  private final Loads loads = new Loads(HOST, 100);

  @Test
  void countsHostsInUse() {
    loads.moveIn("a", HALF);
    loads.moveIn("b", HALF);
    loads.moveOut("a", HALF);
    loads.moveIn("b", HALF);

    assertThat(loads.peakHosts()).isEqualTo(2);
    assertThat(loads.bound()).isEqualTo(1);
    assertThat(loads.peakDensity()).isEqualTo(0.5, NEARLY);
  }

  @Test
  void memoryMayBeWhatIsScarce() {
    loads.moveIn("a", new Capacity(1_000, 8_192, 0));
    loads.moveIn("b", new Capacity(1_000, 8_192, 0));

    assertThat(loads.bound()).isEqualTo(2);
  }

  @Test
  void densityIsOverTimeAndEndsWithTheTrace() {
    loads.pass(0);
    loads.moveIn("a", HALF);
    loads.pass(50);
    loads.moveIn("a", HALF);
    loads.pass(1_000);

    assertThat(loads.meanDensity()).isEqualTo(0.75, NEARLY);
  }
}
