package weftline.balancer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;

/// One listener: takes clients in and passes them on.
final class Entrance implements Loop.Ready {
  /// Connections that the system holds until they are accepted.
  private static final int BACKLOG = 1_024;

  private static final int ACCEPT_MAX = 64;

  /// After an accept that failed, most often for want of file descriptors.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ServerSocketChannel channel;
  private final Loop loop;
  private final Consumer<SocketChannel> arrivals;

  private Entrance(ServerSocketChannel channel, Loop loop, Consumer<SocketChannel> arrivals) {
    this.channel = channel;
    this.loop = loop;
    this.arrivals = arrivals;
  }

  /// @throws java.net.BindException if somebody else has the port
  static Entrance listen(InetSocketAddress address, Loop loop, Consumer<SocketChannel> arrivals)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(address, BACKLOG);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    Entrance entrance = new Entrance(channel, loop, arrivals);
    loop.execute(entrance::open);
    return entrance;
  }

  @Override
  public void ready(SelectionKey key) {
    try {
      for (int count = 0; count < ACCEPT_MAX; count++) {
        SocketChannel client = channel.accept();
        if (client == null) {
          return;
        }
        arrivals.accept(client);
      }
    } catch (IOException e) {
      pause(key);
    }
  }

  /// The system holds the port until the loop has seen that the channel is closed, so the loop is
  /// woken.
  void close() {
    Sockets.close(channel);
    loop.execute(() -> {});
  }

  private void open() {
    try {
      loop.register(channel, SelectionKey.OP_ACCEPT, this);
    } catch (IOException e) {
      // Closed before it was opened.
      close();
    }
  }

  private void pause(SelectionKey key) {
    if (!key.isValid()) {
      return;
    }
    key.interestOps(0);
    loop.after(
        PAUSE,
        () -> {
          if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
          }
        });
  }
}
