package weftline.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Refuses a request. Thrown by whoever finds the reason, answered in one place by the front end.
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final StorageError error;
  private final transient SequencedMap<String, String> headers = new LinkedHashMap<>();
  private final transient SequencedMap<String, String> details = new LinkedHashMap<>();

  public StorageException(StorageError error) {
    this(error, error.message());
  }

  /// Says more than the error's own sentence.
  public StorageException(StorageError error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  /// Adds a header to the answer.
  public StorageException withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// Adds an element to the body of the answer, such as `AuthenticationErrorDetail`.
  public StorageException withDetail(String name, String value) {
    details.put(name, value);
    return this;
  }

  public StorageError error() {
    return error;
  }

  Map<String, String> headers() {
    return headers;
  }

  Map<String, String> details() {
    return details;
  }
}
