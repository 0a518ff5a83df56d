package weftline.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Names a package by its content: the SHA-256 of the file in lower-case hex, and its length in
/// bytes.
public record PackageReference(String sha256, long bytes) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public PackageReference {
    if (!SHA256.matcher(sha256).matches() || bytes < 0) {
      throw new IllegalArgumentException("no package reference: " + sha256 + ", " + bytes);
    }
  }

  /// Reads the whole file.
  public static PackageReference of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Sha256 found = Sha256.of(in, PackageLimits.PACKAGE_BYTES_MAX);
      return new PackageReference(found.hex(), found.bytes());
    }
  }

  @Override
  public String toString() {
    return sha256.substring(0, 12);
  }
}
