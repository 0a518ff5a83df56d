package weftline.storage.blob;

import java.util.Locale;
import java.util.Optional;
import weftline.storage.StorageRequest;

/// What a request does with the bytes of an append blob or a page blob, or with bytes that come
/// from another blob.
enum ContentOperation {
  CREATE_APPEND("cw"),
  APPEND_BLOCK("aw"),
  APPEND_FROM_URL("aw"),
  SEAL("aw"),
  CREATE_PAGE("cw"),
  PUT_PAGE("w"),
  PUT_PAGE_FROM_URL("w"),
  SET_PAGE_PROPERTIES("w"),
  PAGE_RANGES("r"),
  INCREMENTAL_COPY("cw"),
  COPY("cw"),
  COPY_AT_ONCE("cw"),
  ABORT_COPY("w"),
  PUT_FROM_URL("cw"),
  PUT_BLOCK_FROM_URL("w");

  static final String SOURCE = "x-ms-copy-source";

  private final String permissions;

  ContentOperation(String permissions) {
    this.permissions = permissions;
  }

  /// Any one of them is enough.
  String permissions() {
    return permissions;
  }

  /// Empty if the request wants something else.
  static Optional<ContentOperation> of(StorageRequest request) {
    boolean fromUrl = request.header(SOURCE).isPresent();
    return switch ((request.method() + " " + request.query().text("comp")).strip()) {
      case "PUT" -> fromUrl ? Optional.of(copy(request)) : create(request);
      case "PUT appendblock" -> Optional.of(fromUrl ? APPEND_FROM_URL : APPEND_BLOCK);
      case "PUT seal" -> Optional.of(SEAL);
      case "PUT page" -> Optional.of(fromUrl ? PUT_PAGE_FROM_URL : PUT_PAGE);
      case "PUT properties" -> ofPages(request);
      case "GET pagelist" -> Optional.of(PAGE_RANGES);
      case "PUT incrementalcopy" -> Optional.of(INCREMENTAL_COPY);
      case "PUT copy" -> Optional.of(ABORT_COPY);
      case "PUT block" -> fromUrl ? Optional.of(PUT_BLOCK_FROM_URL) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static ContentOperation copy(StorageRequest request) {
    if (request.header("x-ms-blob-type").isPresent()) {
      return PUT_FROM_URL;
    }
    boolean atOnce = request.header("x-ms-requires-sync").orElse("").equalsIgnoreCase("true");
    return atOnce ? COPY_AT_ONCE : COPY;
  }

  private static Optional<ContentOperation> ofPages(StorageRequest request) {
    boolean pages =
        request.header("x-ms-blob-content-length").isPresent()
            || request.header("x-ms-sequence-number-action").isPresent();
    return pages ? Optional.of(SET_PAGE_PROPERTIES) : Optional.empty();
  }

  private static Optional<ContentOperation> create(StorageRequest request) {
    return switch (request.header("x-ms-blob-type").orElse("").toLowerCase(Locale.ROOT)) {
      case "pageblob" -> Optional.of(CREATE_PAGE);
      case "appendblob" -> Optional.of(CREATE_APPEND);
      default -> Optional.empty();
    };
  }
}
