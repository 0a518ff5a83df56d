package weftline.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import weftline.net.PortOwner;

/// Sees that a port is free before anything is started, and says who has it if not.
final class PortCheck {
  private PortCheck() {}

  /// @param what the port is for
  static void requireFree(int port, String what) throws IOException {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return;
    } catch (IOException e) {
      throw new IOException(
          "Port %d, for %s, is in use%s. Stop that program, or shift every port: --port-offset 100."
              .formatted(port, what, PortOwner.of(port).map(owner -> " by " + owner).orElse("")),
          e);
    }
  }
}
