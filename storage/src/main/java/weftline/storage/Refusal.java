package weftline.storage;

/// How a request is turned away that does not prove who it comes from.
final class Refusal {
  private Refusal() {}

  /// @param detail says what was wrong, for whoever writes the client
  static StorageException because(String detail) {
    return new StorageException(StorageError.AUTHENTICATION_FAILED)
        .withDetail("AuthenticationErrorDetail", detail);
  }
}
