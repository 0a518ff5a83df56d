package weftline.kv;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Makes keys of several parts that sort part by part. [KeyReader] takes them apart again.
public final class KeyWriter {
  static final int ZERO = 0;
  static final int END = 1;
  static final int ESCAPED = 0xff;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private KeyWriter() {}

  public static KeyWriter start() {
    return new KeyWriter();
  }

  /// One byte that says what kind of row follows.
  public KeyWriter kind(char kind) {
    bytes.write(kind);
    return this;
  }

  /// Text of any length; sorts as its UTF-8 does. Ends itself, so other parts may follow.
  public KeyWriter text(String text) {
    beginning(text);
    bytes.write(ZERO);
    bytes.write(END);
    return this;
  }

  /// The beginning of a text, as the last part: the prefix of all keys whose text starts so.
  public KeyWriter beginning(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    if (text.indexOf(ZERO) < 0) {
      bytes.writeBytes(plain);
      return this;
    }
    for (byte each : plain) {
      bytes.write(each);
      if (each == ZERO) {
        bytes.write(ESCAPED);
      }
    }
    return this;
  }

  /// A number; negative ones sort first.
  public KeyWriter number(long number) {
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number ^ Long.MIN_VALUE).array());
    return this;
  }

  public Key key() {
    return Key.of(bytes.toByteArray());
  }
}
