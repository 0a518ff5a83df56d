package weftline.storage.table;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// Where the next page of a query starts.
record Continuation(String partition, String row) {
  private static final String PREFIX = "1!";

  /// A text as it travels in headers and queries, in ASCII without spaces.
  static String encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String decode(String token) {
    if (token.isEmpty()) {
      return "";
    }
    try {
      if (token.startsWith(PREFIX)) {
        byte[] bytes = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (IllegalArgumentException _) {
      // Refused below, like one without the prefix.
    }
    throw new StorageException(
        StorageError.INVALID_INPUT, "The continuation token was not made by this service.");
  }
}
