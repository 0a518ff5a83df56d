package weftline.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Percent-encoding of URLs (RFC 3986).
public final class Percent {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final String HEX = "0123456789ABCDEF";

  private Percent() {}

  /// Decodes `%XX` as UTF-8; a `%` that no two hex digits follow stays as it is, and so does `+`.
  public static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(bytes.length);
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '%' && at + 2 < bytes.length && hex(bytes, at + 1) >= 0) {
        out.write(hex(bytes, at + 1));
        at += 2;
      } else {
        out.write(bytes[at]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /// Encodes everything that is not unreserved, so the result fits a path segment or a query value.
  public static String encode(String text) {
    var out = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (UNRESERVED.indexOf(octet) >= 0) {
        out.append((char) octet);
      } else {
        out.append('%').append(HEX.charAt((octet >> 4) & 15)).append(HEX.charAt(octet & 15));
      }
    }
    return out.toString();
  }

  /// The value of two hex digits, or below 0 if they are none.
  private static int hex(byte[] bytes, int at) {
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
