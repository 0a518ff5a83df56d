package weftline.storage.blob;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// Reads a [StructuredMessage]: gives what is in the segments and checks every checksum. The last
/// bytes are not given before the message's end has been seen.
final class StructuredInput extends InputStream {
  private final InputStream in;
  private final long length;
  private final Crc64 whole = new Crc64();
  private final Crc64 segment = new Crc64();
  private int segments = -1;
  private boolean checksums;
  private int number;
  private long read;
  private long leftInSegment;

  StructuredInput(InputStream in, long length) {
    this.in = in;
    this.length = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (segments < 0) {
      readHeader();
      endIfDone();
    }
    if (read == length) {
      return -1;
    }
    if (leftInSegment == 0) {
      readSegmentHeader();
    }
    int step = in.read(bytes, offset, (int) Math.min(count, leftInSegment));
    if (step < 0) {
      throw new EOFException("the client has ended its message early");
    }
    segment.update(bytes, offset, step);
    whole.update(bytes, offset, step);
    read += step;
    leftInSegment -= step;
    if (leftInSegment == 0) {
      check(segment);
      segment.reset();
      endIfDone();
    }
    return step;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void readHeader() throws IOException {
    ByteBuffer header = next(StructuredMessage.HEADER_BYTES);
    int version = header.get();
    long messageLength = header.getLong();
    int flags = Short.toUnsignedInt(header.getShort());
    segments = Short.toUnsignedInt(header.getShort());
    boolean known = version == StructuredMessage.VERSION && flags <= StructuredMessage.WITH_CRC64;
    if (!known || messageLength < length || (segments == 0 && length > 0)) {
      throw broken("its header is wrong");
    }
    checksums = flags == StructuredMessage.WITH_CRC64;
  }

  private void readSegmentHeader() throws IOException {
    ByteBuffer header = next(StructuredMessage.SEGMENT_HEADER_BYTES);
    number++;
    int itsNumber = Short.toUnsignedInt(header.getShort());
    leftInSegment = header.getLong();
    if (itsNumber != number || leftInSegment <= 0 || leftInSegment > length - read) {
      throw broken("segment " + number + " is wrong");
    }
  }

  private void endIfDone() throws IOException {
    if (read < length) {
      if (number == segments) {
        throw broken("it holds less than was announced");
      }
      return;
    }
    if (number != segments) {
      throw broken("it holds more than was announced");
    }
    check(whole);
  }

  private void check(Crc64 actual) throws IOException {
    if (checksums && next(Crc64.BYTES).getLong() != actual.getValue()) {
      throw new StorageException(StorageError.CRC64_MISMATCH);
    }
  }

  private ByteBuffer next(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the client has ended its message early");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static StorageException broken(String why) {
    return new StorageException(
        StorageError.INVALID_INPUT, "The structured body cannot be read: " + why + ".");
  }
}
