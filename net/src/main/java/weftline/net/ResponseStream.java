package weftline.net;

import io.netty.buffer.Unpooled;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/// A body on its way from the thread that writes it to an event loop. A few chunks may be on the
/// way; then the writer waits until the client has taken one.
final class ResponseStream extends OutputStream {
  private static final int CHUNK_BYTES_MAX = 64 << 10;
  private static final int CHUNK_BYTES_UNKNOWN = 16 << 10;
  private static final int CHUNKS_MAX = 2;

  private final HttpServerResponse out;
  private final Context context;
  private final BodyBuffers buffers;
  private final BodyWatch.Body watched;
  private final Promise<Void> ended = Promise.promise();
  private final Semaphore room = new Semaphore(CHUNKS_MAX);
  private final int chunkBytes;
  private volatile boolean lost;
  private byte[] chunk;
  private int length;

  /// @param watched learns how fast the client takes the body
  /// @param expected how many bytes will come, or -1 if nobody knows
  ResponseStream(
      HttpServerResponse out,
      Context context,
      BodyBuffers buffers,
      BodyWatch.Body watched,
      long expected) {
    this.out = out;
    this.context = context;
    this.buffers = buffers;
    this.watched = watched;
    this.chunkBytes = expected < 0 ? CHUNK_BYTES_UNKNOWN : Math.clamp(expected, 1, CHUNK_BYTES_MAX);
    this.chunk = new byte[0];
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int count) throws IOException {
    int from = offset;
    int left = count;
    while (left > 0) {
      if (length == 0) {
        chunk = new byte[chunkBytes];
      }
      int part = Math.min(left, chunkBytes - length);
      System.arraycopy(source, from, chunk, length, part);
      length += part;
      from += part;
      left -= part;
      if (length == chunkBytes) {
        flush();
      }
    }
  }

  /// Has memory filled, and sends it from where it is.
  void send(Response.Fill fill) throws IOException {
    if (length > 0) {
      flush();
    }
    var memory = buffers.take();
    try {
      var part = Unpooled.wrappedBuffer(fill.into(memory));
      acquireRoom();
      onLoop(() ->
          write(BufferInternal.buffer(part))
              .onComplete(written -> {
                buffers.giveBack(memory);
                taken(written);
              }));
    } catch (IOException | RuntimeException e) {
      buffers.giveBack(memory);
      throw e;
    }
  }

  /// Sends what has been written so far. Fails if the client is gone.
  @Override
  public void flush() throws IOException {
    acquireRoom();
    if (length == 0) {
      onLoop(() -> writeHead().onComplete(this::taken));
      return;
    }
    var full = Responder.buffer(chunk, 0, length);
    length = 0; // the chunk is the wire's now
    onLoop(() -> write(full).onComplete(this::taken));
  }

  private Future<Void> write(Buffer buffer) {
    int bytes = buffer.length();
    watched.want(1);
    return out.write(buffer).onComplete(written -> watched.came(bytes));
  }

  /// Sends the rest and ends the answer.
  void complete() throws IOException {
    flush();
    onLoop(() ->
        out.end()
            .onComplete(done -> {
              watched.done();
              ended.handle(done);
            }));
  }

  /// Completes when the whole answer is out.
  Future<Void> ended() {
    return ended.future();
  }

  /// Called when the client has closed the connection.
  void lost() {
    watched.done();
    lost = true;
    room.release(CHUNKS_MAX);
  }

  /// Before there is anything to send, the client may already want to know the status.
  private Future<Void> writeHead() {
    return out.headWritten() || out.ended() || out.closed()
        ? Future.succeededFuture()
        : out.writeHead();
  }

  private void onLoop(Runnable work) throws IOException {
    try {
      context.runOnContext(nothing -> work.run());
    } catch (RejectedExecutionException _) {
      throw new ClientGoneException(); // the event loops have stopped
    }
  }

  private void taken(AsyncResult<Void> written) {
    if (written.failed()) {
      lost();
    }
    room.release();
  }

  private void acquireRoom() throws IOException {
    try {
      room.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the client");
    }
    if (lost) {
      room.release();
      throw new ClientGoneException();
    }
  }
}
