package weftline.storage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/// Writes the fields of a row, which [RowReader] reads in the same order. Rows only grow at their
/// end: a reader that knows more fields asks [RowReader#hasMore] before each new one.
public final class RowWriter {
  private static final int START_BYTES = 128;
  private static final int NUMBER_BYTES_MAX = 10;

  private byte[] out = new byte[START_BYTES];
  private int length;

  /// Small numbers take few bytes.
  public RowWriter number(long value) {
    makeRoom(NUMBER_BYTES_MAX);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      out[length++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out[length++] = (byte) rest;
    return this;
  }

  public RowWriter flag(boolean value) {
    makeRoom(1);
    out[length++] = (byte) (value ? 1 : 0);
    return this;
  }

  public RowWriter bytes(byte[] value) {
    number(value.length);
    makeRoom(value.length);
    System.arraycopy(value, 0, out, length, value.length);
    length += value.length;
    return this;
  }

  public RowWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public RowWriter texts(Map<String, String> values) {
    number(values.size());
    values.forEach((name, value) -> text(name).text(value));
    return this;
  }

  public RowWriter instant(Instant value) {
    return number(value.getEpochSecond()).number(value.getNano());
  }

  public byte[] toBytes() {
    return Arrays.copyOf(out, length);
  }

  private void makeRoom(int bytes) {
    if (bytes > out.length - length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, Math.addExact(length, bytes)));
    }
  }
}
