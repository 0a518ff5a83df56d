package weftline.storage.blob;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import weftline.net.Response;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// The checksums of the bytes of one request: those that the client compares, and those that the
/// answer has. Not more than that, as each costs time.
final class Digests {
  private static final String MD5_HEADER = "Content-MD5";
  private static final String CRC64_HEADER = "x-ms-content-crc64";
  private static final int MD5_BYTES = 16;

  /// From here on the answer has the CRC64 of a part, unless the client has sent the MD5.
  private static final String CRC64_VERSION = "2019-02-02";

  private final Optional<String> expectedMd5;
  private final Optional<String> expectedCrc64;
  private final Optional<MessageDigest> md5;
  private final Optional<Crc64> crc64;

  private Digests(
      Optional<String> expectedMd5,
      Optional<String> expectedCrc64,
      boolean withMd5,
      boolean withCrc64) {
    this.expectedMd5 = expectedMd5;
    this.expectedCrc64 = expectedCrc64;
    this.md5 = withMd5 ? Optional.of(Uploads.md5()) : Optional.empty();
    this.crc64 = withCrc64 ? Optional.of(new Crc64()) : Optional.empty();
  }

  /// Of a whole blob, which keeps its MD5.
  static Digests ofBlob(StorageRequest request) {
    Optional<String> crc64 = crc64(request, CRC64_HEADER);
    return new Digests(md5(request, MD5_HEADER), crc64, true, crc64.isPresent());
  }

  /// Of a block or pages, or of a list.
  static Digests ofPart(StorageRequest request) {
    Optional<String> md5 = md5(request, MD5_HEADER);
    Optional<String> crc64 = crc64(request, CRC64_HEADER);
    boolean old = request.header("x-ms-version").orElse(CRC64_VERSION).compareTo(CRC64_VERSION) < 0;
    boolean withMd5 = md5.isPresent() || old;
    return new Digests(md5, crc64, withMd5, !withMd5 || crc64.isPresent());
  }

  /// Of bytes that come from another blob.
  ///
  /// @param whole whether the blob keeps the MD5
  static Digests ofSource(StorageRequest request, boolean whole) {
    Optional<String> md5 = md5(request, "x-ms-source-content-md5");
    Optional<String> crc64 = crc64(request, "x-ms-source-content-crc64");
    boolean withMd5 = whole || md5.isPresent();
    return new Digests(md5, crc64, withMd5, !withMd5 || crc64.isPresent());
  }

  /// Of bytes that a client reads.
  static Result of(byte[] bytes, boolean withMd5, boolean withCrc64) {
    return new Digests(Optional.empty(), Optional.empty(), withMd5, withCrc64)
        .update(bytes, 0, bytes.length)
        .finish();
  }

  /// Of bytes that nobody compares.
  static Digests none() {
    return new Digests(Optional.empty(), Optional.empty(), false, false);
  }

  Digests update(byte[] bytes, int offset, int length) {
    md5.ifPresent(digest -> digest.update(bytes, offset, length));
    crc64.ifPresent(crc -> crc.update(bytes, offset, length));
    return this;
  }

  /// Refuses bytes that are not those that the client means. To be called once.
  Result finish() {
    Result result =
        new Result(
            md5.map(digest -> Base64.getEncoder().encodeToString(digest.digest())),
            crc64.map(Crc64::encoded));
    if (expectedMd5.isPresent() && !expectedMd5.equals(result.md5())) {
      throw new StorageException(StorageError.MD5_MISMATCH)
          .withDetail("UserSpecifiedMd5", expectedMd5.get())
          .withDetail("ServerCalculatedMd5", result.md5().orElse(""));
    }
    if (expectedCrc64.isPresent() && !expectedCrc64.equals(result.crc64())) {
      throw new StorageException(StorageError.CRC64_MISMATCH)
          .withDetail("UserSpecifiedCrc", expectedCrc64.get())
          .withDetail("ServerCalculatedCrc", result.crc64().orElse(""));
    }
    return result;
  }

  private static Optional<String> md5(StorageRequest request, String header) {
    Optional<String> value = request.header(header);
    if (value.filter(text -> !isBase64(text, MD5_BYTES)).isPresent()) {
      throw new StorageException(StorageError.INVALID_MD5);
    }
    return value;
  }

  private static Optional<String> crc64(StorageRequest request, String header) {
    Optional<String> value = request.header(header);
    if (value.filter(text -> !isBase64(text, Crc64.BYTES)).isPresent()) {
      throw new StorageException(StorageError.INVALID_HEADER_VALUE)
          .withDetail("HeaderName", header)
          .withDetail("HeaderValue", value.get());
    }
    return value;
  }

  private static boolean isBase64(String text, int bytes) {
    try {
      return Base64.getDecoder().decode(text).length == bytes;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// The checksums of all bytes, as headers carry them.
  record Result(Optional<String> md5, Optional<String> crc64) {
    static final Result NONE = new Result(Optional.empty(), Optional.empty());

    Response addTo(Response response) {
      Response withMd5 = md5.map(value -> response.with(MD5_HEADER, value)).orElse(response);
      return crc64.map(value -> withMd5.with(CRC64_HEADER, value)).orElse(withMd5);
    }
  }
}
