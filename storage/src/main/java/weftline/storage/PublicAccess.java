package weftline.storage;

import java.util.Arrays;
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

  private static Optional<PublicAccess> named(String name) {
    return Arrays.stream(values()).filter(each -> each.toString().equals(name)).findFirst();
  }

  /// As clients write it.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
