package weftline.storage.blob;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import weftline.net.Response;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// The form in which newer clients send and ask for bodies: segments, each with a CRC64 behind it,
/// and a CRC64 of all at the end. Little endian throughout.
final class StructuredMessage {
  static final int VERSION = 1;
  static final int WITH_CRC64 = 1;
  static final int HEADER_BYTES = 13;
  static final int SEGMENT_HEADER_BYTES = 10;

  private static final String TYPE = "x-ms-structured-body";
  private static final String LENGTH = "x-ms-structured-content-length";
  private static final String SUPPORTED = "XSM/1.0; properties=crc64";
  private static final long SEGMENT = 4L * 1024 * 1024;
  private static final int SEGMENTS_MAX = 0xffff;

  private StructuredMessage() {}

  /// Whether the request's body, or that of its answer, is to be in this form.
  static boolean isWanted(StorageRequest request) {
    Optional<String> type = request.header(TYPE);
    if (type.isEmpty()) {
      return false;
    }
    String compact = type.get().replace(" ", "").toLowerCase(Locale.ROOT);
    if (!compact.equals(SUPPORTED.replace(" ", "").toLowerCase(Locale.ROOT))) {
      throw new StorageException(StorageError.INVALID_HEADER_VALUE)
          .withDetail("HeaderName", TYPE)
          .withDetail("HeaderValue", type.get());
    }
    return true;
  }

  /// The request with its body as it was before the client has put it into this form.
  static StorageRequest opened(StorageRequest request) {
    return request
        .header(LENGTH)
        .map(length -> request.over(http -> new StructuredRequest(http, contentLength(length))))
        .orElse(request);
  }

  private static long contentLength(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new StorageException(StorageError.INVALID_HEADER_VALUE)
          .withDetail("HeaderName", LENGTH)
          .withDetail("HeaderValue", text);
    }
    return Long.parseLong(text);
  }

  /// Puts the bytes of a blob into this form; other answers only say that they have understood.
  static Response answer(StorageRequest request, Response response) {
    Response named = response.with(TYPE, SUPPORTED);
    boolean bytes = request.method().equals("GET") && response.status() / 100 == 2;
    if (!bytes) {
      return named;
    }
    return switch (response.body()) {
      case Response.Body.Bytes(byte[] content) ->
          encoded(named, content.length, out -> out.write(content));
      case Response.Body.Stream(long length, Response.Writer writer) when length >= 0 ->
          encoded(named, length, writer);
      case Response.Body.Stream _, Response.Body.FilePart _ -> response;
    };
  }

  private static Response encoded(Response response, long length, Response.Writer writer) {
    Response answer = response.with(LENGTH, Long.toString(length));
    Response.Body body =
        new Response.Body.Stream(
            encodedLength(length),
            out -> {
              Encoder encoder = new Encoder(out, length);
              encoder.begin();
              writer.write(encoder);
              encoder.end();
            });
    return new Response(answer.status(), answer.headers(), body);
  }

  static byte[] encoded(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Encoder encoder = new Encoder(out, content.length);
      encoder.begin();
      encoder.write(content);
      encoder.end();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }

  static long encodedLength(long length) {
    return HEADER_BYTES
        + length
        + segments(length) * (SEGMENT_HEADER_BYTES + Crc64.BYTES)
        + Crc64.BYTES;
  }

  private static long segmentLength(long length) {
    return Math.max(SEGMENT, Math.ceilDiv(length, SEGMENTS_MAX));
  }

  private static long segments(long length) {
    return Math.ceilDiv(length, segmentLength(length));
  }

  /// Cuts what is written into segments.
  private static final class Encoder extends OutputStream {
    private final OutputStream out;
    private final long length;
    private final Crc64 whole = new Crc64();
    private final Crc64 segment = new Crc64();
    private long written;
    private long leftInSegment;

    Encoder(OutputStream out, long length) {
      this.out = out;
      this.length = length;
    }

    void begin() throws IOException {
      out.write(
          little(HEADER_BYTES)
              .put((byte) VERSION)
              .putLong(encodedLength(length))
              .putShort((short) WITH_CRC64)
              .putShort((short) segments(length))
              .array());
    }

    @Override
    public void write(int next) throws IOException {
      write(new byte[] {(byte) next}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      int at = offset;
      int end = offset + count;
      while (at < end) {
        if (leftInSegment == 0) {
          beginSegment();
        }
        int step = (int) Math.min(end - at, leftInSegment);
        out.write(bytes, at, step);
        segment.update(bytes, at, step);
        whole.update(bytes, at, step);
        at += step;
        written += step;
        leftInSegment -= step;
        if (leftInSegment == 0) {
          out.write(little(Crc64.BYTES).putLong(segment.getValue()).array());
          segment.reset();
        }
      }
    }

    private void beginSegment() throws IOException {
      leftInSegment = Math.min(segmentLength(length), length - written);
      long number = written / segmentLength(length) + 1;
      out.write(
          little(SEGMENT_HEADER_BYTES).putShort((short) number).putLong(leftInSegment).array());
    }

    void end() throws IOException {
      out.write(little(Crc64.BYTES).putLong(whole.getValue()).array());
    }

    private static ByteBuffer little(int bytes) {
      return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
