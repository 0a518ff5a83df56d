package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Addresses as people type them.
class SocketAddressesTest {
  private final SocketAddresses reader = new SocketAddresses();

  @Test
  void readsAnAddressAndAPort() {
    assertThat(reader.convert("127.0.0.1:7400").getPort()).isEqualTo(7_400);
  }

  @Test
  void saysWhatIsNoAddress() {
    for (String text : new String[] {"7400", ":7400", "127.0.0.1", "127.0.0.1:http"}) {
      assertThatThrownBy(() -> reader.convert(text)).as(text).hasMessageContaining("is no address");
    }
    assertThatThrownBy(() -> reader.convert("127.0.0.1:70000")).hasMessageContaining("no port");
  }
}
