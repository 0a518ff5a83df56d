package weftline.balancer;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;

/// How the balancer sets up and gives up its sockets.
final class Sockets {
  private Sockets() {}

  static void prepare(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
  }

  /// Ends a connection so that the other side sees an error, not the end of the data.
  static void reset(SelectableChannel channel) {
    try (channel) {
      if (channel instanceof SocketChannel socket && socket.isOpen()) {
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException e) {
      // It is gone already, which is what was wanted.
    }
  }

  static void close(SelectableChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone already, which is what was wanted.
    }
  }
}
