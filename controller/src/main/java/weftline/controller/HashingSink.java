package weftline.controller;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import weftline.model.PackageReference;

/// Copies a package while it sees that the bytes are the promised ones and not too many.
final class HashingSink {
  private static final int BUFFER_BYTES = 64 << 10;

  private HashingSink() {}

  static PackageReference copy(String sha256, InputStream content, OutputStream out)
      throws IOException {
    DigestOutputStream hashed = new DigestOutputStream(out, digest());
    long length = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      length += read;
      if (length > Packages.BYTES_MAX) {
        throw new PackageRefusedException(
            "The package is longer than %d bytes.".formatted(Packages.BYTES_MAX));
      }
      hashed.write(buffer, 0, read);
    }
    hashed.flush();
    String actual = HexFormat.of().formatHex(hashed.getMessageDigest().digest());
    if (!actual.equals(sha256)) {
      throw new PackageRefusedException(
          "The package has the SHA-256 %s, not %s. It was damaged on its way: send it again."
              .formatted(actual, sha256));
    }
    return new PackageReference(sha256, length);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
