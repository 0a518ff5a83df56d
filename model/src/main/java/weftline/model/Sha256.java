package weftline.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/// The SHA-256 of some bytes, and how many they were.
record Sha256(String hex, long bytes) {

  /// Reads the stream to its end, at most `limit` bytes.
  static Sha256 of(InputStream in, long limit) throws IOException {
    return copy(in, OutputStream.nullOutputStream(), limit);
  }

  /// Copies the stream and says what it was.
  static Sha256 copy(InputStream in, OutputStream out, long limit) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[64 * 1024];
    long total = 0;
    DigestInputStream digesting = new DigestInputStream(in, digest);
    for (int read = digesting.read(buffer); read >= 0; read = digesting.read(buffer)) {
      total += read;
      if (total > limit) {
        throw new PackageException(
            "a part is longer than the %,d bytes it may have".formatted(limit),
            "make the package again");
      }
      out.write(buffer, 0, read);
    }
    return new Sha256(HexFormat.of().formatHex(digest.digest()), total);
  }

  /// From the form that a package's manifest holds.
  static Sha256 ofBase64(String text, long bytes) throws PackageException {
    try {
      return new Sha256(HexFormat.of().formatHex(Base64.getDecoder().decode(text)), bytes);
    } catch (IllegalArgumentException _) {
      throw new PackageException("'%s' is no hash".formatted(text), "make the package again");
    }
  }

  String base64() {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
