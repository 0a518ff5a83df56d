package weftline.net;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// One HTTP answer.
public record Response(int status, Headers headers, Body body) {
  public static Response of(int status) {
    return new Response(status, Headers.EMPTY, new Body.Bytes(new byte[0]));
  }

  public static Response of(int status, String contentType, byte[] body) {
    return new Response(
        status, Headers.EMPTY.with("Content-Type", contentType), new Body.Bytes(body));
  }

  public static Response text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  /// A body of unknown length, written while it is made.
  public static Response stream(int status, String contentType, Writer writer) {
    return new Response(
        status, Headers.EMPTY.with("Content-Type", contentType), new Body.Stream(-1, writer));
  }

  /// Has memory filled, up to [BodyBuffers#BYTES], and writes it: the stream of an answer sends it
  /// without a copy.
  public static void send(OutputStream out, Fill fill) throws IOException {
    if (out instanceof ResponseStream answer) {
      answer.send(fill);
      return;
    }
    var part = fill.into(ByteBuffer.allocate(BodyBuffers.BYTES));
    out.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
  }

  public Response with(String header, String value) {
    return new Response(status, headers.with(header, value), body);
  }

  public Response withHeaders(UnaryOperator<Headers> change) {
    return new Response(status, change.apply(headers), body);
  }

  /// What is sent after the headers. A HEAD request gets the length and nothing else.
  public sealed interface Body {
    record Bytes(byte[] bytes) implements Body {}

    /// A part of a file, sent without passing through the program's memory where the system can.
    record FilePart(Path file, long offset, long length) implements Body {}

    /// Written by a thread of its own, with back-pressure.
    ///
    /// @param length in bytes, or -1 if unknown; then the answer is chunked
    record Stream(long length, Writer writer) implements Body {}
  }

  /// Writes a body. The client's going away is an [IOException] from the stream.
  @FunctionalInterface
  public interface Writer {
    void write(OutputStream out) throws IOException;
  }

  /// Fills a part of a body.
  @FunctionalInterface
  public interface Fill {
    /// Returns the same memory, with what is to be sent between its position and its limit.
    ByteBuffer into(ByteBuffer memory) throws IOException;
  }
}
