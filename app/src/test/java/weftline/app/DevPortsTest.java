package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weftline.model.PortRange;

/// Ports that do not get into each other's way.
class DevPortsTest {
  @Test
  void areTheStandardOnesWithoutAnOffset() {
    DevPorts ports = new DevPorts(0);

    assertThat(ports.management()).isEqualTo(7_400);
    assertThat(ports.blob()).isEqualTo(10_000);
    assertThat(ports.queue()).isEqualTo(10_001);
    assertThat(ports.table()).isEqualTo(10_002);
    assertThat(ports.firstPublic()).isEqualTo(8_080);
  }

  @Test
  void areAllShiftedAlike() {
    DevPorts ports = new DevPorts(100);

    assertThat(ports.management()).isEqualTo(7_500);
    assertThat(ports.table()).isEqualTo(10_102);
    assertThat(ports.firstPublic()).isEqualTo(8_180);
  }

  @Test
  void giveEveryNodeARangeOfItsOwn() {
    DevPorts ports = new DevPorts(DevPorts.OFFSET_MAX);
    int last = 0;
    for (int number = 1; number <= DevPorts.NODES_MAX; number++) {
      PortRange range = ports.ofNode(number);
      assertThat(range.min()).isGreaterThan(last);
      last = range.max();
    }
  }

  @Test
  void giveEveryNodeOfEveryFabricALoopbackAddressOfItsOwnOnLinux() {
    Set<String> seen = new HashSet<>();
    for (int offset = 0; offset <= DevPorts.OFFSET_MAX; offset += 50) {
      for (int number = 1; number <= 6; number++) {
        String address = new DevPorts(offset).addressOfNode(number, true);
        assertThat(address).matches("127(\\.\\d{1,3}){3}");
        assertThat(seen.add(address)).as(address).isTrue();
      }
    }
  }

  @Test
  void shareTheOneLoopbackAddressElsewhere() {
    assertThat(new DevPorts(0).addressOfNode(3, false)).isEqualTo("127.0.0.1");
  }

  @Test
  void refuseAnOffsetThatLeavesTheRange() {
    assertThatThrownBy(() -> new DevPorts(DevPorts.OFFSET_MAX + 1))
        .hasMessageContaining("between 0 and");
    assertThatThrownBy(() -> new DevPorts(-1)).hasMessageContaining("between 0 and");
  }
}
