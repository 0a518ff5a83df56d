package weftline.bench.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import weftline.core.Tidying;
import weftline.model.Capacity;
import weftline.model.VmSize;

/// A trace of four machines, with and without moving.
class PackingMovingTest {
  private static final Capacity HOST = new Capacity(4_000, 16_384, 4_096_000);
  private static final long HOUR = 3_600;

  /// The second one leaves room on the first host for the third one, which is alone on another.
  private static final VmTrace TRACE =
      VmTrace.of(
          List.of(
              new VmTrace.Vm(0, 0, 9 * HOUR, VmSize.MEDIUM),
              new VmTrace.Vm(1, 1, HOUR, VmSize.MEDIUM),
              new VmTrace.Vm(2, 2, 9 * HOUR, VmSize.SMALL),
              new VmTrace.Vm(3, 5 * HOUR, 9 * HOUR, VmSize.SMALL)));

  @Test
  void whatIsMovedMakesTheRestDenser() {
    Loads still = new Loads(HOST, TRACE.end());
    Loads moving = new Loads(HOST, TRACE.end());
    MovingDay fabric = new MovingDay(HOST, 3, moving, PackingMoving.TIDYING);

    PackingMoving.play(TRACE, new MovingDay(HOST, 3, still, Tidying.NONE));
    PackingMoving.play(TRACE, fabric);

    assertThat(still.meanDensity()).isBetween(0.4, 0.45);
    assertThat(moving.meanDensity()).isBetween(0.6, 0.8);
    assertThat(fabric.movedADay()).isGreaterThan(0);
    assertThat(moving.bound()).isEqualTo(2);
  }
}
