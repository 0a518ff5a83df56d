package weftline.storage.blob;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Takes the bytes of requests in: small ones into memory, large ones into extents, a chunk at a
/// time.
record Uploads(ExtentStore extents) {
  /// Receives a body. Up to `inlineMax` bytes stay in memory; more than `max` are refused.
  Upload receive(StorageRequest request, long max, int inlineMax) throws IOException {
    long length =
        request
            .contentLength()
            .orElseThrow(() -> new StorageException(StorageError.MISSING_CONTENT_LENGTH_HEADER));
    if (length > max) {
      throw new StorageException(StorageError.REQUEST_BODY_TOO_LARGE)
          .withDetail("MaxLimit", Long.toString(max));
    }
    MessageDigest md5 = md5();
    if (length <= inlineMax) {
      byte[] bytes = request.body(inlineMax);
      byte[] digest = md5.digest(bytes);
      checkMd5(request, digest);
      return Upload.inline(bytes, digest);
    }
    ExtentStore.Writer writer = extents.writer();
    boolean received = false;
    try (InputStream body = request.bodyStream()) {
      Content content = store(body, length, md5, writer);
      byte[] digest = md5.digest();
      checkMd5(request, digest);
      received = true;
      return Upload.stored(content, digest, writer);
    } finally {
      if (!received) {
        writer.close();
      }
    }
  }

  /// Compares with the header of the request, where there is one.
  static void checkMd5(StorageRequest request, byte[] actual) {
    String expected = request.header("Content-MD5").orElse("");
    if (expected.isEmpty()) {
      return;
    }
    byte[] digest = decoded(expected);
    if (!MessageDigest.isEqual(digest, actual)) {
      throw new StorageException(StorageError.MD5_MISMATCH)
          .withDetail("UserSpecifiedMd5", expected)
          .withDetail("ServerCalculatedMd5", Base64.getEncoder().encodeToString(actual));
    }
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private static Content store(
      InputStream body, long length, MessageDigest md5, ExtentStore.Writer writer)
      throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    byte[] buffer = new byte[(int) Math.min(length, ExtentStore.CHUNK_MAX)];
    long left = length;
    while (left > 0) {
      int wanted = (int) Math.min(left, buffer.length);
      int count = body.readNBytes(buffer, 0, wanted);
      if (count < wanted) {
        throw new EOFException("the client has sent " + (left - count) + " bytes too few");
      }
      md5.update(buffer, 0, count);
      chunks.add(writer.append(buffer, count));
      left -= count;
    }
    return new Content.Stored(chunks);
  }

  private static byte[] decoded(String md5) {
    try {
      byte[] digest = Base64.getDecoder().decode(md5);
      if (digest.length == 16) {
        return digest;
      }
    } catch (IllegalArgumentException _) {
      throw new StorageException(StorageError.INVALID_MD5);
    }
    throw new StorageException(StorageError.INVALID_MD5);
  }
}
