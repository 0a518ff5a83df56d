package weftline.storage.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import weftline.net.Headers;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// The key that a client brings with every request. Only its hash is kept, and compared; the bytes
/// of a blob are not encrypted with it.
///
/// @param hash its SHA-256, in Base64
record CustomerKey(String hash) {
  private static final String KEY = "x-ms-encryption-key";
  private static final String HASH = "x-ms-encryption-key-sha256";
  private static final String ALGORITHM = "x-ms-encryption-algorithm";
  private static final int BYTES = 32;

  /// The one that a request brings. All of its parts must be there and fit together.
  static Optional<CustomerKey> of(StorageRequest request) {
    Optional<String> key = request.header(KEY);
    Optional<String> hash = request.header(HASH);
    Optional<String> algorithm = request.header(ALGORITHM);
    if (key.isEmpty() && hash.isEmpty() && algorithm.isEmpty()) {
      return Optional.empty();
    }
    String text = key.orElseThrow(() -> Attributes.missing(KEY));
    String given = hash.orElseThrow(() -> Attributes.missing(HASH));
    String named = algorithm.orElseThrow(() -> Attributes.missing(ALGORITHM));
    if (!named.equals("AES256")) {
      throw Attributes.invalid(ALGORITHM, named);
    }
    if (!hash(text).equals(given)) {
      throw Attributes.invalid(HASH, given);
    }
    return Optional.of(new CustomerKey(given));
  }

  /// Refuses a request that brings another key than a blob needs, or brings one needlessly.
  static void check(StorageRequest request, BlobRow row) {
    check(of(request), row.get(BlobField.CUSTOMER_KEY));
  }

  static void check(Optional<CustomerKey> brought, Optional<CustomerKey> needed) {
    if (needed.isPresent() && brought.isEmpty()) {
      throw new StorageException(StorageError.BLOB_USES_CUSTOMER_SPECIFIED_ENCRYPTION);
    }
    if (needed.isEmpty() && brought.isPresent()) {
      throw new StorageException(StorageError.BLOB_DOES_NOT_USE_CUSTOMER_SPECIFIED_ENCRYPTION);
    }
    if (!needed.equals(brought)) {
      throw new StorageException(StorageError.BLOB_CUSTOMER_SPECIFIED_ENCRYPTION_MISMATCH);
    }
  }

  Headers addedTo(Headers headers) {
    return headers.with(HASH, hash);
  }

  private static String hash(String key) {
    try {
      byte[] bytes = Base64.getDecoder().decode(key);
      if (bytes.length == BYTES) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        return Base64.getEncoder().encodeToString(digest);
      }
    } catch (IllegalArgumentException _) {
      throw badKey();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    throw badKey();
  }

  /// Does not repeat the key.
  private static StorageException badKey() {
    return new StorageException(StorageError.INVALID_HEADER_VALUE).withDetail("HeaderName", KEY);
  }
}
