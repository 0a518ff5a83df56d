package weftline.bench.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import weftline.bench.fabric.VmTrace.Change;
import weftline.model.VmSize;

class VmTraceTest {
  @Test
  void takesTheSmallestSizeThatIsEnough() {
    assertThat(VmTrace.parse("7,100,1,1,1.75,0,300,0"))
        .isEqualTo(new VmTrace.Vm(7, 100, 250, VmSize.SMALL));
    assertThat(VmTrace.parse("7,100,1,8,14.0,0,300,0").size()).isEqualTo(VmSize.EXTRA_LARGE);
    assertThat(VmTrace.parse("7,100,1,2,14.0,0,300,0").size().capacity().memoryMegabytes())
        .isEqualTo(14_336);
  }

  @Test
  void whoWasStillThereWhenTheTraceEndedDoesNotLeave() {
    VmTrace trace =
        VmTrace.of(
            List.of(
                VmTrace.parse("1,0,1,1,1.75,100,200,1"), VmTrace.parse("2,300,2,1,1.75,5,5,0")));

    assertThat(trace.changes()).extracting(change -> change.vm().number()).containsExactly(1, 2, 2);
    assertThat(trace.vms().getFirst().leaves()).isEqualTo(VmTrace.NEVER);
  }

  @Test
  void whoLeavesMakesRoomBeforeTheNextComes() {
    VmTrace trace =
        VmTrace.of(
            List.of(
                VmTrace.parse("1,0,1,1,1.75,100,100,0"), VmTrace.parse("2,100,2,1,1.75,5,5,0")));

    assertThat(trace.changes()).extracting(Change::second).containsExactly(0L, 100L, 100L, 105L);
    assertThat(trace.changes()).extracting(Change::comes).containsExactly(true, false, true, false);
    assertThat(trace.end()).isEqualTo(100);
  }
}
