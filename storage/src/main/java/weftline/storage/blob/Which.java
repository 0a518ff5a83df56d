package weftline.storage.blob;

import java.util.Optional;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Which state of a blob a request means.
sealed interface Which {
  /// The present one.
  record Current() implements Which {}

  /// The one that a snapshot has kept.
  record Snapshot(long time) implements Which {}

  /// The one that a version has kept, or the present one if that is its version.
  record Version(long time) implements Which {}

  static Which of(StorageRequest request) {
    Optional<Long> snapshot = time(request, "snapshot");
    Optional<Long> version = time(request, "versionid");
    if (snapshot.isPresent() && version.isPresent()) {
      throw invalid("versionid", request.query().text("versionid"));
    }
    return snapshot
        .<Which>map(Snapshot::new)
        .or(() -> version.map(Version::new))
        .orElseGet(Current::new);
  }

  private static Optional<Long> time(StorageRequest request, String name) {
    return request
        .query()
        .first(name)
        .filter(text -> !text.isEmpty())
        .map(text -> Moments.parse(text).orElseThrow(() -> invalid(name, text)));
  }

  private static StorageException invalid(String name, String value) {
    return new StorageException(StorageError.INVALID_QUERY_PARAMETER_VALUE)
        .withDetail("QueryParameterName", name)
        .withDetail("QueryParameterValue", value);
  }
}
