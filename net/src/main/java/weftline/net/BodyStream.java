package weftline.net;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/// A body on its way from an event loop to a thread that reads it. Asks the wire for the next
/// buffers only as old ones are taken, so a few are in memory and never more.
final class BodyStream extends InputStream {
  private static final int BUFFERS_MAX = 8;

  /// Asking takes a turn of the event loop, so it is done for several at once.
  private static final int BUFFERS_ASKED = 4;

  private final LongConsumer fetch;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Buffer> arrived = new ArrayDeque<>();
  private Optional<IOException> failure = Optional.empty();
  private boolean ended;
  private boolean asked;
  private int taken;

  private Buffer current = Buffer.buffer(0);
  private int position;

  /// @param fetch allows the wire to send that many more buffers
  BodyStream(LongConsumer fetch) {
    this.fetch = fetch;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == current.length() && !advance()) {
      return -1;
    }
    int count = Math.min(length, current.length() - position);
    current.getBytes(position, position + count, target, offset);
    position += count;
    return count;
  }

  /// Hands the buffers on as they are.
  @Override
  public long transferTo(OutputStream out) throws IOException {
    long count = 0;
    while (position < current.length() || advance()) {
      int rest = current.length() - position;
      ((BufferInternal) current).getByteBuf().getBytes(position, out, rest);
      position += rest;
      count += rest;
    }
    return count;
  }

  void add(Buffer data) {
    signal(() -> arrived.add(data));
  }

  void end() {
    signal(() -> ended = true);
  }

  void fail(Throwable cause) {
    signal(() -> failure = Optional.of(new IOException("the body broke off", cause)));
  }

  private void signal(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// A new exception, for the reader may ask again and its stack is its own.
  private static IOException broken(IOException cause) {
    var broken = new ClientGoneException();
    broken.initCause(cause);
    return broken;
  }

  private void ask() {
    if (!asked) {
      asked = true;
      fetch.accept(BUFFERS_MAX);
      return;
    }
    taken++;
    if (taken == BUFFERS_ASKED) {
      taken = 0;
      fetch.accept(BUFFERS_ASKED);
    }
  }

  /// Takes the next buffer, waiting for it. Returns false at the end.
  private boolean advance() throws IOException {
    ask();
    lock.lock();
    try {
      while (arrived.isEmpty()) {
        if (ended) {
          return false;
        }
        if (failure.isPresent()) {
          throw broken(failure.get());
        }
        changed.await();
      }
      current = arrived.remove();
      position = 0;
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the body");
    } finally {
      lock.unlock();
    }
  }
}
