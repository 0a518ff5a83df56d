package weftline.model;

/// How large a package may be, whoever made it.
final class PackageLimits {
  static final long PACKAGE_BYTES_MAX = 4L << 30;
  static final long FILE_BYTES_MAX = 2L << 30;
  static final long UNPACKED_BYTES_MAX = 16L << 30;
  static final int FILES_MAX = 50_000;
  static final int PATH_LENGTH_MAX = 512;
  static final long MANIFEST_BYTES_MAX = 64L << 20;

  private PackageLimits() {}
}
