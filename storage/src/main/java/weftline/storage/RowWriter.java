package weftline.storage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/// Writes the fields of a row, which [RowReader] reads in the same order. Rows only grow at their
/// end: a reader that knows more fields asks [RowReader#hasMore] before each new one.
public final class RowWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// Small numbers take few bytes.
  public RowWriter number(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  public RowWriter flag(boolean value) {
    out.write(value ? 1 : 0);
    return this;
  }

  public RowWriter bytes(byte[] value) {
    number(value.length);
    out.writeBytes(value);
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
    return out.toByteArray();
  }
}
