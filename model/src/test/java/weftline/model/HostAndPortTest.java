package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a node says of itself, others call: it must be something that can be called.
class HostAndPortTest {
  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.4:7410", "[fd00::4]:7410", "[fe80::4%eth0]:7410", "n4:0"})
  void takesWhatCanBeCalled(String address) {
    assertThat(HostAndPort.fits(address)).isTrue();
    assertThat(new Aggregator(new NodeId("n4"), Optional.of(address)).address()).contains(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.4", "n4:70000", "n 4:7410", "n4:7410/x", "me@n4:7410", ":1"})
  void nobodyIsToldToCallAnythingElse(String address) {
    assertThat(HostAndPort.fits(address)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Aggregator(new NodeId("n4"), Optional.of(address)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RackReport.of(Optional.of(address), List.of(), List.of()))
        .withMessageContaining("is no address");
  }
}
