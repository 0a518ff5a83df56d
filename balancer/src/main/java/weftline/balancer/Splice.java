package weftline.balancer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// A client joined to a backend: two pipes that live and die together. A clean end passes on one
/// direction at a time; a broken end breaks the other one too, so that nobody takes half an answer
/// for a whole one.
final class Splice implements Loop.Ready {
  private final Loop loop;
  private final SelectionKey client;
  private final SelectionKey backend;
  private final Pipe up;
  private final Pipe down;
  private final Duration idleTimeout;
  private final Ending onEnd;
  private long lastMoved;
  private Loop.Timer idleTimer;
  private boolean over;

  /// @param greeting what the backend is sent before the client's own bytes
  @SuppressWarnings("this-escape")
  Splice(Loop loop, Ends ends, ByteBuffer greeting, Duration idleTimeout, Ending onEnd)
      throws IOException {
    this.loop = loop;
    this.idleTimeout = idleTimeout;
    this.onEnd = onEnd;
    this.up = new Pipe(ends.client(), ends.backend(), greeting, loop.buffers());
    this.down = new Pipe(ends.backend(), ends.client(), ByteBuffer.allocate(0), loop.buffers());
    this.client = loop.register(ends.client(), 0, this);
    this.backend = loop.register(ends.backend(), 0, this);
    this.lastMoved = loop.now();
    this.idleTimer = loop.after(idleTimeout, this::checkIdle);
  }

  /// Moves what is there already: the greeting, and often the client's first bytes.
  void start() {
    move(true, false);
  }

  @Override
  public void ready(SelectionKey key) {
    if (over || !key.isValid()) {
      return;
    }
    boolean readable = key.isReadable();
    boolean writable = key.isWritable();
    if (key.equals(client)) {
      move(readable, writable);
    } else {
      move(writable, readable);
    }
  }

  private void move(boolean upward, boolean downward) {
    try {
      if (upward) {
        up.pump();
      }
      if (downward) {
        down.pump();
      }
    } catch (IOException e) {
      end(true);
      return;
    }
    lastMoved = loop.now();
    if (up.finished() && down.finished()) {
      end(false);
      return;
    }
    listen(client, up, down);
    listen(backend, down, up);
  }

  private static void listen(SelectionKey end, Pipe sending, Pipe receiving) {
    int interest =
        (sending.wantsRead() ? SelectionKey.OP_READ : 0)
            | (receiving.wantsWrite() ? SelectionKey.OP_WRITE : 0);
    if (end.interestOps() != interest) {
      end.interestOps(interest);
    }
  }

  private void checkIdle() {
    Duration left = idleTimeout.minusNanos(loop.now() - lastMoved);
    if (left.isPositive()) {
      idleTimer = loop.after(left, this::checkIdle);
    } else {
      end(true);
    }
  }

  private void end(boolean broken) {
    over = true;
    loop.cancel(idleTimer);
    up.release();
    down.release();
    if (broken) {
      Sockets.reset(client.channel());
      Sockets.reset(backend.channel());
    } else {
      Sockets.close(client.channel());
      Sockets.close(backend.channel());
    }
    onEnd.ended(broken && down.isBrokenBySender());
  }

  /// Told once that it is over.
  @FunctionalInterface
  interface Ending {
    void ended(boolean brokenByBackend);
  }

  /// The two sockets.
  record Ends(SocketChannel client, SocketChannel backend) {}
}
