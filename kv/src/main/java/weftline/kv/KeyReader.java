package weftline.kv;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Takes a key apart that [KeyWriter] has made. A key of another shape is a bug and fails.
public final class KeyReader {
  private final byte[] all;
  private final ByteBuffer bytes;

  private KeyReader(byte[] all) {
    this.all = all;
    this.bytes = ByteBuffer.wrap(all);
  }

  public static KeyReader of(Key key) {
    return new KeyReader(key.bytes());
  }

  public char kind() {
    return (char) bytes.get();
  }

  public String text() {
    int from = bytes.position();
    int end = zero(from);
    if (end + 1 < all.length && all[end + 1] == KeyWriter.END) {
      bytes.position(end + 2);
      return new String(all, from, end - from, StandardCharsets.UTF_8);
    }
    return textWithZeros();
  }

  /// Leaves a text out.
  public void skipText() {
    byte previous;
    byte each = bytes.get();
    do {
      previous = each;
      each = bytes.get();
    } while (previous != KeyWriter.ZERO || each != KeyWriter.END);
  }

  private int zero(int from) {
    int at = from;
    while (at < all.length && all[at] != KeyWriter.ZERO) {
      at++;
    }
    return at;
  }

  private String textWithZeros() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (true) {
      byte each = bytes.get();
      if (each == KeyWriter.ZERO && bytes.get() == KeyWriter.END) {
        return text.toString(StandardCharsets.UTF_8);
      }
      text.write(each);
    }
  }

  public long number() {
    return bytes.getLong() ^ Long.MIN_VALUE;
  }
}
