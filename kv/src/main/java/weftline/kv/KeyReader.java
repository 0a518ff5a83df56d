package weftline.kv;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Takes a key apart that [KeyWriter] has made. A key of another shape is a bug and fails.
public final class KeyReader {
  private final ByteBuffer bytes;

  private KeyReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  public static KeyReader of(Key key) {
    return new KeyReader(ByteBuffer.wrap(key.bytes()));
  }

  public char kind() {
    return (char) bytes.get();
  }

  public String text() {
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
