package weftline.storage.blob;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import weftline.kv.KeyValueStore;
import weftline.net.Headers;
import weftline.net.StreamedAnswer;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Opens what a request names as the source of its bytes: a blob of this server, which is read
/// directly but with a right of its own, or anything that another server gives.
record Sources(
    KeyValueStore store,
    ExtentStore extents,
    Readers readers,
    Containers containers,
    RemoteSources remote) {
  private static final int URL_MAX = 2 * 1024;
  private static final String CONDITION = "x-ms-source-";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /// Opens all of the source.
  Source open(StorageRequest request) throws IOException {
    URI url = url(request);
    Optional<StorageRequest> own = own(request, url);
    return own.isPresent() ? ownSource(own.get()) : new Source.Foreign(url, headers(request));
  }

  /// Takes in the part of the source that the request wants; all of it, if it names none.
  Upload part(StorageRequest request, long max, int inlineMax, Uploads uploads) throws IOException {
    Limits limits = new Limits(max, inlineMax);
    return take(open(request), Digests.ofSource(request, false), limits, uploads).upload();
  }

  /// Takes in what a source has.
  Taken take(Source source, Digests digests, Limits limits, Uploads uploads) throws IOException {
    return switch (source) {
      case Source.Own own ->
          new Taken(take(own, digests, limits, uploads), own.row().headers(), own.row().metadata());
      case Source.Foreign foreign -> {
        try (StreamedAnswer answer = remote.get(foreign)) {
          long length = RemoteSources.length(answer);
          Uploads.checkLength(length, limits.max());
          try (InputStream body = answer.body();
              Intake intake = uploads.intake(length, limits.inlineMax(), digests)) {
            yield new Taken(
                intake.from(body).finish(),
                BlobHeaders.of(answer.headers()),
                RemoteSources.metadata(answer));
          }
        }
      }
    };
  }

  private Upload take(Source.Own own, Digests digests, Limits limits, Uploads uploads)
      throws IOException {
    Range range =
        Range.of(own.request(), own.row().length())
            .orElseGet(() -> new Range(0, own.row().length() - 1));
    own.row().checkUnarchived(own.request().now());
    Uploads.checkLength(range.length(), limits.max());
    try (Intake intake = uploads.intake(range.length(), limits.inlineMax(), digests)) {
      if (range.length() > 0) {
        bytes(own).write(range, intake);
      }
      return intake.finish();
    }
  }

  private BlobBytes bytes(Source.Own own) {
    return new BlobBytes(store, extents, readers, own.blob(), own.bytes());
  }

  private Source.Own ownSource(StorageRequest own) {
    try {
      if (!(BlobOperation.of(own) instanceof BlobOperation.GetBlob operation)) {
        throw new StorageException(StorageError.INVALID_SOURCE_BLOB_URL);
      }
      operation.authorize(own.access());
      BlobId blob = containers.find(own, operation.blob());
      try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
        BlobRow row = History.find(snapshot::get, blob, Which.of(own)).row();
        Source.Own source =
            new Source.Own(own, blob, row, BlobBytes.source(snapshot, blob, row.body()));
        checkConditions(source);
        return source;
      }
    } catch (StorageException refusal) {
      throw RemoteSources.unverified(refusal.error().status(), refusal.error());
    }
  }

  /// The conditions on the source are those of a request that reads it.
  private static void checkConditions(Source.Own source) {
    try {
      Conditions.of(source.request()).checkRead(source.row(), source.request().now());
      if (source.row().state().has(BlobField.CUSTOMER_KEY)) {
        throw new StorageException(StorageError.BLOB_USES_CUSTOMER_SPECIFIED_ENCRYPTION);
      }
    } catch (StorageException refusal) {
      throw switch (refusal.error()) {
        case NOT_MODIFIED, CONDITION_NOT_MET ->
            new StorageException(StorageError.SOURCE_CONDITION_NOT_MET);
        default -> refusal;
      };
    }
  }

  private Optional<StorageRequest> own(StorageRequest request, URI url) {
    try {
      return request.reading(url, headers(request));
    } catch (StorageException refusal) {
      throw RemoteSources.unverified(refusal.error().status(), refusal.error());
    }
  }

  private static URI url(StorageRequest request) {
    String text = request.header(ContentOperation.SOURCE).orElse("");
    try {
      URI url = new URI(text);
      String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
      if (text.length() <= URL_MAX
          && SCHEMES.contains(scheme)
          && url.getRawAuthority() != null
          && url.getRawUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException _) {
      throw WireNumbers.invalid(ContentOperation.SOURCE, "");
    }
    throw WireNumbers.invalid(ContentOperation.SOURCE, "");
  }

  /// Those of a request that reads the source.
  private static Headers headers(StorageRequest request) {
    Headers headers = Headers.EMPTY;
    for (Headers.Field field : request.headers().fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      String inner =
          switch (name) {
            case "x-ms-copy-source-authorization" -> "Authorization";
            case "x-ms-source-range" -> "x-ms-range";
            case "x-ms-source-if-match",
                "x-ms-source-if-none-match",
                "x-ms-source-if-modified-since",
                "x-ms-source-if-unmodified-since" ->
                name.substring(CONDITION.length());
            case "x-ms-source-if-tags" -> "x-ms-if-tags";
            case "x-ms-source-lease-id" -> "x-ms-lease-id";
            case "x-ms-source-encryption-key",
                "x-ms-source-encryption-key-sha256",
                "x-ms-source-encryption-algorithm" ->
                "x-ms-" + name.substring(CONDITION.length());
            default -> "";
          };
      headers = inner.isEmpty() ? headers : headers.with(inner, field.value());
    }
    return headers;
  }

  /// How many bytes are taken, and how many of them into memory.
  record Limits(long max, int inlineMax) {}

  /// What a source has given: its bytes, and what goes with them.
  record Taken(Upload upload, BlobHeaders headers, SortedMap<String, String> metadata) {}
}
