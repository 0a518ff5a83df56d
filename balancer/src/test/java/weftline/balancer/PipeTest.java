package weftline.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One direction, pumped by hand.
final class PipeTest {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Buffers buffers = new Buffers();
  private Pair sending;
  private Pair receiving;

  @BeforeEach
  void connect() throws IOException {
    sending = Pair.connect();
    receiving = Pair.connect();
  }

  @AfterEach
  void close() throws IOException {
    sending.close();
    receiving.close();
  }

  @Test
  void silentSenderIsWaitedFor() throws IOException {
    Pipe pipe = pipe(NOTHING);

    pipe.pump();

    assertThat(pipe.wantsRead()).isTrue();
    assertThat(pipe.wantsWrite()).isFalse();
    assertThat(pipe.finished()).isFalse();
  }

  @Test
  void greetingGoesFirst() throws IOException {
    Pipe pipe = pipe(bytes("hello "));
    sending.far().write(bytes("world"));

    assertThat(pumpUntil(pipe, 11)).isEqualTo("hello world");
  }

  @Test
  void endIsPassedOnOnceAllIsSent() throws IOException {
    Pipe pipe = pipe(NOTHING);
    sending.far().write(bytes("last"));
    sending.far().shutdownOutput();

    assertThat(pumpUntil(pipe, 4)).isEqualTo("last");
    while (!pipe.finished()) {
      pipe.pump();
    }

    receiving.far().configureBlocking(true);
    assertThat(receiving.far().read(ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(pipe.wantsRead()).isFalse();
  }

  @Test
  void slowReceiverStopsTheReading() throws IOException {
    Pipe pipe = pipe(NOTHING);
    sending.far().configureBlocking(false);
    ByteBuffer block = ByteBuffer.allocate(Buffers.BYTES);

    while (!pipe.wantsWrite()) {
      sending.far().write(block.rewind());
      pipe.pump();
    }

    assertThat(pipe.wantsRead()).isFalse();
    pipe.release();
    assertThat(pipe.wantsWrite()).isFalse();
  }

  @Test
  void receiverThatIsGoneIsAnError() throws IOException {
    Pipe pipe = pipe(NOTHING);
    Sockets.reset(receiving.far());

    assertThatThrownBy(() -> sendForEver(pipe)).isInstanceOf(IOException.class);
  }

  private Pipe pipe(ByteBuffer first) throws IOException {
    sending.near().configureBlocking(false);
    receiving.near().configureBlocking(false);
    return new Pipe(sending.near(), receiving.near(), first, buffers);
  }

  /// The system passes bytes on when it likes, so once is not always enough.
  private String pumpUntil(Pipe pipe, int count) throws IOException {
    receiving.far().configureBlocking(false);
    ByteBuffer seen = ByteBuffer.allocate(count);
    while (seen.hasRemaining()) {
      pipe.pump();
      receiving.far().read(seen);
    }
    return new String(seen.array(), StandardCharsets.US_ASCII);
  }

  private void sendForEver(Pipe pipe) throws IOException {
    while (true) {
      sending.far().write(bytes("anybody there?"));
      pipe.pump();
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  /// Both ends of one connection; the pipe has the near one.
  private record Pair(SocketChannel near, SocketChannel far) {
    static Pair connect() throws IOException {
      try (var listener = ServerSocketChannel.open()) {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel far = SocketChannel.open(listener.getLocalAddress());
        return new Pair(listener.accept(), far);
      }
    }

    void close() throws IOException {
      near.close();
      far.close();
    }
  }
}
