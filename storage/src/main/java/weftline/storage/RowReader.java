package weftline.storage;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the fields of a row that a [RowWriter] has written.
public final class RowReader {
  private final byte[] row;
  private final ByteBuffer in;

  public RowReader(byte[] row) {
    this.row = row;
    in = ByteBuffer.wrap(row);
  }

  public long number() {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = in.get();
      value |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return (value >>> 1) ^ -(value & 1);
  }

  public int smallNumber() {
    return Math.toIntExact(number());
  }

  public boolean flag() {
    return in.get() != 0;
  }

  public byte[] bytes() {
    byte[] value = new byte[smallNumber()];
    in.get(value);
    return value;
  }

  public String text() {
    int length = smallNumber();
    int from = skip(length);
    return new String(row, from, length, StandardCharsets.UTF_8);
  }

  /// Whether the next text is this one.
  public boolean isText(String expected) {
    int length = smallNumber();
    int from = skip(length);
    for (int at = 0; at < length; at++) {
      byte octet = row[from + at];
      if (octet < 0) {
        return new String(row, from, length, StandardCharsets.UTF_8).equals(expected);
      }
      if (at == expected.length() || octet != expected.charAt(at)) {
        return false;
      }
    }
    return length == expected.length();
  }

  /// Leaves a text or bytes out.
  public void skipBytes() {
    skip(smallNumber());
  }

  /// Returns where the bytes begin that are left out.
  private int skip(int length) {
    int from = in.position();
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    in.position(from + length);
    return from;
  }

  public SortedMap<String, String> texts() {
    SortedMap<String, String> values = new TreeMap<>();
    for (int left = smallNumber(); left > 0; left--) {
      values.put(text(), text());
    }
    return values;
  }

  public Instant instant() {
    return Instant.ofEpochSecond(number(), smallNumber());
  }

  public boolean hasMore() {
    return in.hasRemaining();
  }
}
