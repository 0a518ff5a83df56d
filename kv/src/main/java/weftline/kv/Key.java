package weftline.kv;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

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

  /// The first key that follows all that start with this one; empty if nothing can follow.
  public Optional<Key> afterPrefix() {
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == (byte) 0xff) {
      length--;
    }
    if (length == 0) {
      return Optional.empty();
    }
    byte[] next = Arrays.copyOf(bytes, length);
    next[length - 1]++;
    return Optional.of(new Key(next));
  }

  /// The first key that follows this one.
  public Key next() {
    return new Key(Arrays.copyOf(bytes, bytes.length + 1));
  }

  public boolean startsWith(Key prefix) {
    return bytes.length >= prefix.bytes.length
        && Arrays.mismatch(bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length) < 0;
  }

  /// A number that looks like chance but hangs on the bytes alone. Unlike the hash code, it spreads
  /// keys that differ little.
  int priority() {
    int hash = 0x811c9dc5;
    for (byte each : bytes) {
      hash = (hash ^ each) * 0x01000193;
    }
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return hash ^ (hash >>> 16);
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
