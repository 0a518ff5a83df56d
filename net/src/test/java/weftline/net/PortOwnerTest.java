package weftline.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Who has a port.
final class PortOwnerTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void namesTheProcessThatListens() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(PortOwner.of(socket.getLocalPort()))
          .contains("java (pid %d)".formatted(ProcessHandle.current().pid()));
    }
  }

  @Test
  void saysNothingWithoutProc(@TempDir Path empty) {
    assertThat(PortOwner.of(80, empty)).isEmpty();
  }
}
