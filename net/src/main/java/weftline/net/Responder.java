package weftline.net;

import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends one answer. All but the writing of a stream happens on the request's event loop.
final class Responder {
  private static final Logger LOG = LoggerFactory.getLogger(Responder.class);

  /// How much of a body that nobody wanted is read, so that the connection can be used again.
  private static final long UNREAD_BYTES_MAX = 1 << 20;

  private final HttpServerRequest wire;
  private final ServerRequest request;
  private final Executor workers;
  private final BodyBuffers buffers;

  Responder(HttpServerRequest wire, ServerRequest request, Network network) {
    this.wire = wire;
    this.request = request;
    this.workers = network.workers();
    this.buffers = network.buffers();
  }

  /// Sends an answer instead of one that could not be sent, or ends the connection if that one had
  /// begun.
  void replace(Response response) {
    if (wire.response().headWritten()) {
      wire.connection().close();
      return;
    }
    wire.response().headers().clear();
    send(response);
  }

  void send(Response response) {
    var out = wire.response();
    if (out.ended() || out.closed()) {
      return;
    }
    out.setStatusCode(response.status());
    response.headers().fields().forEach(field -> out.headers().add(field.name(), field.value()));
    if (request.awaitsContinue()) {
      out.putHeader("Connection", "close");
    }
    out.exceptionHandler(failure -> LOG.debug("answer not sent", failure));
    switch (response.body()) {
      case Response.Body.Bytes(var bytes) -> sendBytes(out, bytes);
      case Response.Body.FilePart part -> sendFile(out, part);
      case Response.Body.Stream stream -> sendStream(out, stream);
    }
  }

  private void sendBytes(HttpServerResponse out, byte[] bytes) {
    if (isHead()) {
      announce(out, bytes.length);
      finish(out.end());
      return;
    }
    finish(out.end(buffer(bytes, 0, bytes.length)));
  }

  private void sendFile(HttpServerResponse out, Response.Body.FilePart part) {
    out.headers().remove("Content-Length");
    announce(out, part.length());
    if (isHead() || part.length() == 0) {
      finish(out.end());
      return;
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(part.file(), StandardOpenOption.READ);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a file to send", e);
    }
    var sent = out.sendFile(channel, part.offset(), part.length());
    sent.onComplete(done -> close(channel));
    finish(sent);
  }

  private void sendStream(HttpServerResponse out, Response.Body.Stream stream) {
    if (stream.length() >= 0) {
      announce(out, stream.length());
    }
    if (isHead()) {
      finish(out.end());
      return;
    }
    if (stream.length() < 0) {
      out.setChunked(true);
    }
    var watched = request.watchAnswer();
    var sink = new ResponseStream(out, request.context(), buffers, watched, stream.length());
    out.closeHandler(nothing -> sink.lost());
    workers.execute(() -> write(stream, sink));
  }

  /// Whatever stops a writer, be it that memory is short, its client must not wait for the rest.
  private void write(Response.Body.Stream stream, ResponseStream sink) {
    boolean complete = false;
    try (sink) {
      stream.writer().write(sink);
      sink.complete();
      finish(sink.ended());
      complete = true;
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("stream broken off");
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("path", wire.path()).setCause(e).log("stream failed");
    } finally {
      if (!complete) {
        breakOff();
      }
    }
  }

  /// Closes the connection, so that nobody takes what was sent for the whole.
  private void breakOff() {
    try {
      wire.connection().close();
    } catch (RejectedExecutionException e) {
      LOG.debug("the event loops have stopped, and their connections with them", e);
    }
  }

  private boolean isHead() {
    return wire.method().equals(HttpMethod.HEAD);
  }

  /// What the handler has said itself stands: only it knows how long the body of a GET would be.
  private static void announce(HttpServerResponse out, long length) {
    if (out.headers().get("Content-Length") == null && allowsLength(out.getStatusCode())) {
      out.putHeader("Content-Length", Long.toString(length));
    }
  }

  private static boolean allowsLength(int status) {
    return status != 204 && status != 304 && status >= 200;
  }

  /// When the answer is out, takes what is left of the request off the wire.
  private void finish(Future<?> sent) {
    sent.onComplete(done -> discardRest());
  }

  private void discardRest() {
    request.leaveBody();
    if (wire.isEnded()) {
      return;
    }
    if (request.awaitsContinue()) {
      wire.connection().close();
      return;
    }
    var unread =
        new Object() {
          long bytes;
        };
    wire.handler(
            data -> {
              unread.bytes += data.length();
              if (unread.bytes > UNREAD_BYTES_MAX) {
                wire.connection().close();
              }
            })
        .exceptionHandler(failure -> LOG.debug("rest of the request lost", failure))
        .resume();
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("file not closed", e);
    }
  }

  /// Shares the array.
  static Buffer buffer(byte[] bytes, int offset, int length) {
    return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes, offset, length));
  }
}
