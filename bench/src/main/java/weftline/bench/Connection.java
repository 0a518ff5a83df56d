package weftline.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// A connection that is kept open and says what its script wants.
final class Connection implements AutoCloseable {
  private static final int SOCKET_BYTES = 1 << 20;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Script script;
  private final AnswerReader reader;
  private ByteBuffer[] out = {};
  private boolean writing;
  private long startedAt;
  private boolean between = true;

  private Connection(SocketChannel channel, SelectionKey key, Script script) {
    this.channel = channel;
    this.key = key;
    this.script = script;
    this.reader = new AnswerReader(script.wantsBody());
    key.attach(this);
  }

  static Connection open(InetSocketAddress server, Selector selector, Script script)
      throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BYTES);
    channel.configureBlocking(false);
    return new Connection(channel, channel.register(selector, SelectionKey.OP_READ), script);
  }

  boolean isDone() {
    return between && script.done();
  }

  /// Whether no operation is under way.
  boolean isBetween() {
    return between;
  }

  /// Sends the next request. An operation may have several.
  void send() throws IOException {
    if (between) {
      startedAt = System.nanoTime();
      between = false;
    }
    out = script.request();
    write();
  }

  void write() throws IOException {
    channel.write(out);
    boolean blocked = out[out.length - 1].hasRemaining();
    if (blocked != writing) {
      writing = blocked;
      key.interestOps(
          blocked ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
  }

  /// Reads what is there.
  ///
  /// @return the nanoseconds that an operation took which has ended now
  Optional<Long> read(ByteBuffer buffer) throws IOException {
    buffer.clear();
    if (channel.read(buffer) < 0) {
      throw new BenchException("the server has closed the connection");
    }
    buffer.flip();
    Optional<Answer> answer = reader.read(buffer);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    if (!script.answered(answer.get())) {
      send();
      return Optional.empty();
    }
    between = true;
    return Optional.of(System.nanoTime() - startedAt);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
