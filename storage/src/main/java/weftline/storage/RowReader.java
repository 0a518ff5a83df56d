package weftline.storage;

import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the fields of a row that a [RowWriter] has written.
public final class RowReader {
  private final byte[] row;
  private int at;

  public RowReader(byte[] row) {
    this.row = row;
  }

  public long number() {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = row[at++];
      value |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return (value >>> 1) ^ -(value & 1);
  }

  public int smallNumber() {
    return Math.toIntExact(number());
  }

  public boolean flag() {
    return row[at++] != 0;
  }

  public byte[] bytes() {
    int length = smallNumber();
    int from = skip(length);
    return Arrays.copyOfRange(row, from, from + length);
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
    for (int i = 0; i < length; i++) {
      byte octet = row[from + i];
      if (octet < 0) {
        return new String(row, from, length, StandardCharsets.UTF_8).equals(expected);
      }
      if (i == expected.length() || octet != expected.charAt(i)) {
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
    int from = at;
    if (length < 0 || length > row.length - at) {
      throw new BufferUnderflowException();
    }
    at += length;
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
    return at < row.length;
  }
}
