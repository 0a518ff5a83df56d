package weftline.bench.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import weftline.model.Capacity;
import weftline.model.VmSize;

/// What a placer does that knows the future.
class KnownLivesTest {
  private static final Capacity HOST = new Capacity(4_000, 16_384, 4_096_000);

  @Test
  void whoStaysLongGoesToThoseWhoStayLong() {
    Loads loads = KnownLives.play(trace(800, new VmTrace.Vm(4, 400, 401, VmSize.SMALL)), HOST);

    // six of eight cores until 100, then three of four
    assertThat(loads.meanDensity()).isEqualTo(0.75);
  }

  @Test
  void whoLeavesSoonGoesToTheFullestOfThoseThatItKeepsNoLonger() {
    Loads loads = KnownLives.play(trace(50, new VmTrace.Vm(4, 10, 60, VmSize.MEDIUM)), HOST);

    assertThat(loads.peakHosts()).isEqualTo(2);
  }

  /// Two hosts, one in use until 100 and one until 900; both have room for the fourth machine.
  private static VmTrace trace(long fourthLeaves, VmTrace.Vm last) {
    return VmTrace.of(
        List.of(
            new VmTrace.Vm(0, 0, 100, VmSize.MEDIUM),
            new VmTrace.Vm(1, 0, 100, VmSize.SMALL),
            new VmTrace.Vm(2, 0, 900, VmSize.MEDIUM),
            new VmTrace.Vm(3, 0, fourthLeaves, VmSize.SMALL),
            last));
  }
}
