package weftline.model;

/// Names a package by its content: the SHA-256 of the file in lower-case hex, and its length in
/// bytes.
public record PackageReference(String sha256, long bytes) {
  public PackageReference {
    if (!sha256.matches("[0-9a-f]{64}") || bytes < 0) {
      throw new IllegalArgumentException("no package reference: " + sha256 + ", " + bytes);
    }
  }

  @Override
  public String toString() {
    return sha256.substring(0, 12);
  }
}
