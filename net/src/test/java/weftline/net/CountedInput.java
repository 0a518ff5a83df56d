package weftline.net;

import java.io.IOException;
import java.io.InputStream;

/// So many bytes that say where they are, to see that none is lost on the way.
final class CountedInput extends InputStream {
  private static final int PRIME = 251;

  private final long length;
  private long position;

  CountedInput(long length) {
    this.length = length;
  }

  /// How many bytes come, all of them right.
  static long matches(InputStream in) throws IOException {
    var buffer = new byte[1 << 16];
    long position = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      for (int index = 0; index < count; index++, position++) {
        if ((buffer[index] & 0xff) != position % PRIME) {
          throw new IOException("wrong byte at " + position);
        }
      }
    }
    return position;
  }

  @Override
  public int read() {
    return position == length ? -1 : (int) (position++ % PRIME);
  }

  @Override
  public int read(byte[] target, int offset, int count) {
    if (position == length) {
      return -1;
    }
    int part = (int) Math.min(count, length - position);
    for (int index = 0; index < part; index++) {
      target[offset + index] = (byte) (position++ % PRIME);
    }
    return part;
  }
}
