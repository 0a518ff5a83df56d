package weftline.kv;

import java.util.Arrays;
import java.util.HexFormat;

/// Bytes in unsigned order. Immutable.
public final class Key implements Comparable<Key> {
  private final byte[] bytes;

  private Key(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Key of(byte[] bytes) {
    return new Key(bytes.clone());
  }

  /// A key without bytes: stands before all others.
  public static Key first() {
    return new Key(new byte[0]);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /// The first key that follows this one.
  public Key next() {
    return new Key(Arrays.copyOf(bytes, bytes.length + 1));
  }

  @Override
  public int compareTo(Key other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
