package weftline.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/// A port in use is named with its owner.
class PortCheckTest {
  @Test
  void saysWhichPortIsTakenForWhatAndTheWayOut() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> PortCheck.requireFree(taken.getLocalPort(), "blobs"))
          .hasMessageContaining("Port %d, for blobs, is in use".formatted(taken.getLocalPort()))
          .hasMessageContaining("--port-offset");
    }
  }

  @Test
  void takesAFreePort() throws IOException {
    int port;
    try (ServerSocket freed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = freed.getLocalPort();
    }

    assertThatCode(() -> PortCheck.requireFree(port, "blobs")).doesNotThrowAnyException();
  }
}
