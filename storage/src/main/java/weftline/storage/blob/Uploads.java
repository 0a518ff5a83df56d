package weftline.storage.blob;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Takes the bytes of requests in: small ones into memory, large ones into extents, a chunk at a
/// time.
record Uploads(ExtentStore extents) {
  /// Receives a body. Up to `inlineMax` bytes stay in memory; more than `max` are refused.
  Upload receive(StorageRequest request, long max, int inlineMax, Digests digests)
      throws IOException {
    long length =
        request
            .contentLength()
            .orElseThrow(() -> new StorageException(StorageError.MISSING_CONTENT_LENGTH_HEADER));
    checkLength(length, max);
    if (length <= inlineMax) {
      byte[] bytes = request.body(inlineMax);
      Digests.Result result = digests.update(bytes, 0, bytes.length).finish();
      return new Upload(new Content.Inline(bytes), result, Optional.empty());
    }
    try (InputStream body = request.bodyStream();
        Intake intake = intake(length, inlineMax, digests)) {
      return intake.from(body).finish();
    }
  }

  /// For bytes that come otherwise.
  Intake intake(long length, int inlineMax, Digests digests) {
    return new Intake(extents, length, inlineMax, digests);
  }

  static void checkLength(long length, long max) {
    if (length > max) {
      throw new StorageException(StorageError.REQUEST_BODY_TOO_LARGE)
          .withDetail("MaxLimit", Long.toString(max));
    }
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
