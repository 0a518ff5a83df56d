package weftline.balancer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// One direction of a connection: moves what one end sends to the other, reads no more than the
/// reader takes, and passes the end of the data on.
final class Pipe {
  /// So that one busy connection does not starve its loop.
  private static final int ROUNDS_MAX = 16;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel from;
  private final SocketChannel to;
  private final Buffers buffers;
  private ByteBuffer pending;
  private boolean ended;
  private boolean brokenBySender;
  private boolean finished;

  /// @param first bytes that the reader gets before anything from the sender
  Pipe(SocketChannel from, SocketChannel to, ByteBuffer first, Buffers buffers) {
    this.from = from;
    this.to = to;
    this.pending = first;
    this.buffers = buffers;
  }

  void pump() throws IOException {
    flush();
    for (int round = 0; round < ROUNDS_MAX && wantsRead(); round++) {
      if (!move()) {
        break;
      }
    }
    if (ended && !wantsWrite() && !finished) {
      finished = true;
      to.shutdownOutput();
    }
  }

  boolean wantsRead() {
    return !ended && !pending.hasRemaining();
  }

  boolean wantsWrite() {
    return pending.hasRemaining();
  }

  /// Whether the reader has been told that the sender has no more to say.
  boolean finished() {
    return finished;
  }

  /// Whether it was the sender who broke it off.
  boolean isBrokenBySender() {
    return brokenBySender;
  }

  void release() {
    buffers.give(pending);
    pending = NOTHING;
  }

  /// Returns whether there may be more to read at once.
  private boolean move() throws IOException {
    ByteBuffer buffer = buffers.take();
    int count = read(buffer);
    boolean full = !buffer.hasRemaining();
    ended = count < 0;
    pending = buffer.flip();
    flush();
    return full;
  }

  private int read(ByteBuffer buffer) throws IOException {
    try {
      return from.read(buffer);
    } catch (IOException e) {
      brokenBySender = true;
      buffers.give(buffer);
      throw e;
    }
  }

  private void flush() throws IOException {
    if (pending.hasRemaining()) {
      to.write(pending);
    }
    if (!pending.hasRemaining()) {
      release();
    }
  }
}
