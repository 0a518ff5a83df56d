package weftline.storage.blob;

import java.util.Optional;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Reads headers that hold numbers, none of them below zero.
final class WireNumbers {
  private WireNumbers() {}

  static Optional<Long> header(StorageRequest request, String name) {
    return request.header(name).map(text -> number(name, text));
  }

  static long required(StorageRequest request, String name) {
    return header(request, name)
        .orElseThrow(() ->
            new StorageException(StorageError.MISSING_REQUIRED_HEADER)
                .withDetail("HeaderName", name));
  }

  static StorageException invalid(String name, String text) {
    return new StorageException(StorageError.INVALID_HEADER_VALUE)
        .withDetail("HeaderName", name)
        .withDetail("HeaderValue", text);
  }

  private static long number(String name, String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      throw invalid(name, text);
    }
    throw invalid(name, text);
  }
}
