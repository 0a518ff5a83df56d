package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is put into the ledger as a controller's address must be one that can be called.
class PeerTest {
  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.4:7400", "[fd00::4]:7400", "c4.example.org:7400", "127.0.0.1:0"})
  void takesWhatCanBeCalled(String address) {
    assertThat(Peer.parse("c4=" + address)).isEqualTo(new Peer("c4", address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.4:7400",
        "10.0.0.4",
        "10.0.0.4:70000",
        "[fd00::4:7400",
        "c_4:7400",
        "somebody@c4:7400",
        "c4:7400/path",
        "c 4:7400"
      })
  void refusesWhatCannot(String address) {
    assertThatThrownBy(() -> new Peer("c4", address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no address of a controller");
  }
}
