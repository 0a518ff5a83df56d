package weftline.controller;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

/// Packed bytes as what they were before, up to a limit: a few bytes can claim to be very many.
final class Inflated extends InputStream {
  /// Far beyond the state of the largest fabric that has been measured.
  static final long BYTES_MAX = 4L << 30;

  private final InflaterInputStream in;
  private long left;

  private Inflated(InflaterInputStream in, long max) {
    this.in = in;
    this.left = max;
  }

  static Inflated of(byte[] packed) {
    return upTo(BYTES_MAX, packed);
  }

  static Inflated upTo(long max, byte[] packed) {
    return new Inflated(new InflaterInputStream(new ByteArrayInputStream(packed)), max);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    left -= Math.max(0, count);
    if (left < 0) {
      throw new IOException("what was packed is larger than can be");
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
