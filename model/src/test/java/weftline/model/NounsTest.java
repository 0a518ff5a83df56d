package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NounsTest {
  private static final DeploymentId DEPLOYMENT = new DeploymentId("d1");

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", ".", "..", "a/b", "a b", "a\nb", "ä"})
  void aNameThatCouldBeAPathIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new NodeId(text));
    assertThatIllegalArgumentException().isThrownBy(() -> new ServiceName(text));
    assertThatIllegalArgumentException().isThrownBy(() -> new BalancerId(text));
    assertThatIllegalArgumentException().isThrownBy(() -> new OperationId(text));
    assertThatIllegalArgumentException().isThrownBy(() -> new DeploymentId(text));
    assertThatIllegalArgumentException().isThrownBy(() -> new InstanceId(DEPLOYMENT, text, 0));
  }

  @Test
  void namesAreNotLongerThanAFileSystemTakes() {
    assertThat(new NodeId("n".repeat(128)).value()).hasSize(128);
    assertThatIllegalArgumentException().isThrownBy(() -> new NodeId("n".repeat(129)));
  }

  @Test
  void instancesAreInOrderOfTheirNumbers() {
    InstanceId two = new InstanceId(DEPLOYMENT, "web", 2);
    InstanceId ten = new InstanceId(DEPLOYMENT, "web", 10);
    InstanceId other = new InstanceId(DEPLOYMENT, "api", 3);

    assertThat(Stream.of(ten, two, other).sorted()).containsExactly(other, two, ten);
    assertThat(two.name()).isEqualTo("web_IN_2");
    assertThat(two).hasToString("d1/web_IN_2");
    assertThatIllegalArgumentException().isThrownBy(() -> new InstanceId(DEPLOYMENT, "web", -1));
  }

  @Test
  void generationsGrow() {
    Generation next = Generation.ZERO.next();

    assertThat(next.isAfter(Generation.ZERO)).isTrue();
    assertThat(next.isAfter(next)).isFalse();
    assertThat(next).isGreaterThan(Generation.ZERO).hasToString("g1");
    assertThatIllegalArgumentException().isThrownBy(() -> new Generation(-1));
  }

  @Test
  void capacityIsCountedInEveryDimension() {
    Capacity small = new Capacity(1_000, 1_024, 10);
    Capacity large = new Capacity(2_000, 4_096, 40);

    assertThat(large.minus(small).plus(small)).isEqualTo(large);
    assertThat(large.holds(small)).isTrue();
    assertThat(small.holds(small)).isTrue();
    for (Capacity tooMuch :
        List.of(new Capacity(1_001, 0, 0), new Capacity(0, 1_025, 0), new Capacity(0, 0, 11))) {
      assertThat(small.holds(tooMuch)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(VmSize.class)
  void everySizeIsFoundByItsNameInAnyCase(VmSize size) {
    assertThat(VmSize.of(size.toString())).contains(size);
    assertThat(VmSize.of(size.toString().toUpperCase(Locale.ROOT))).contains(size);
    assertThat(size.capacity().holds(Capacity.NONE)).isTrue();
  }

  @Test
  void theClassicSizesGrow() {
    List<VmSize> classic =
        List.of(VmSize.EXTRA_SMALL, VmSize.SMALL, VmSize.MEDIUM, VmSize.LARGE, VmSize.EXTRA_LARGE);
    for (int i = 1; i < classic.size(); i++) {
      assertThat(classic.get(i).capacity().holds(classic.get(i - 1).capacity())).isTrue();
    }
    assertThat(VmSize.of("Gigantic")).isEmpty();
    assertThat(Arrays.stream(VmSize.values()).map(VmSize::toString)).doesNotHaveDuplicates();
  }

  @Test
  void portRangesHaveAPortAtLeast() {
    assertThat(new PortRange(80, 80).min()).isEqualTo(80);
    assertThatIllegalArgumentException().isThrownBy(() -> new PortRange(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PortRange(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PortRange(1, 65_536));
  }

  @Test
  void packagesAreNamedByTheirHash() {
    String hash = "0123456789abcdef".repeat(4);

    assertThat(new PackageReference(hash, 3)).hasToString("0123456789ab");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PackageReference(hash.toUpperCase(Locale.ROOT), 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new PackageReference(hash, -1));
  }

  @Test
  void slotsHaveEachOther() {
    assertThat(Slot.PRODUCTION.other()).isEqualTo(Slot.STAGING);
    assertThat(Slot.STAGING.other()).isEqualTo(Slot.PRODUCTION);
    assertThat(Slot.PRODUCTION).hasToString("production");
  }
}
