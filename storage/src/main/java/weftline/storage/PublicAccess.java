package weftline.storage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What everybody may read of a container, without credentials.
public enum PublicAccess {
  NONE,
  /// Its blobs, by their names.
  BLOB,
  /// The container too: its properties, and the list of its blobs.
  CONTAINER;

  public static final String HEADER = "x-ms-blob-public-access";

  private static final List<PublicAccess> ALL = List.of(values());

  private final String text = name().toLowerCase(Locale.ROOT);

  /// What a request that makes or changes a container asks for.
  public static PublicAccess of(StorageRequest request) {
    String asked = request.header(HEADER).orElse("none");
    return named(asked.toLowerCase(Locale.ROOT))
        .orElseThrow(() ->
            new StorageException(StorageError.INVALID_HEADER_VALUE)
                .withDetail("HeaderName", HEADER)
                .withDetail("HeaderValue", asked));
  }

  /// One that was written as text.
  public static PublicAccess read(RowReader row) {
    return row.hasMore() ? named(row.text()).orElseThrow() : NONE;
  }

  /// Asked for every blob that is read.
  private static Optional<PublicAccess> named(String name) {
    for (PublicAccess each : ALL) {
      if (each.text.equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /// As clients write it.
  @Override
  public String toString() {
    return text;
  }
}
