package weftline.storage.blob;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import weftline.net.Headers;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;
import weftline.storage.StorageRequest;
import weftline.storage.WireTimes;

/// What is kept of a blob, but for its bytes.
record BlobRow(
    Stamp stamp,
    Instant created,
    BlobHeaders headers,
    SortedMap<String, String> metadata,
    BlobBody body,
    BlobState state) {
  BlobRow {
    metadata = new TreeMap<>(metadata);
  }

  static BlobRow read(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    Stamp stamp = Stamp.read(row);
    Instant created = row.instant();
    long length = row.number();
    BlobHeaders headers = new BlobHeaders(row.texts());
    SortedMap<String, String> metadata = row.texts();
    return new BlobRow(
        stamp, created, headers, metadata, BlobBody.read(length, row), BlobState.read(row));
  }

  byte[] toBytes() {
    RowWriter row = new RowWriter();
    stamp.write(row);
    row.instant(created).number(body.length()).texts(headers.values()).texts(metadata);
    body.write(row);
    state.write(row);
    return row.toBytes();
  }

  long length() {
    return body.length();
  }

  <T> Optional<T> get(BlobField<T> field) {
    return state.get(field);
  }

  BlobRow withStamp(Stamp newStamp) {
    return new BlobRow(newStamp, created, headers, metadata, body, state);
  }

  BlobRow withHeaders(Stamp newStamp, BlobHeaders newHeaders) {
    return new BlobRow(newStamp, created, newHeaders, metadata, body, state);
  }

  BlobRow withMetadata(Stamp newStamp, SortedMap<String, String> newMetadata) {
    return new BlobRow(newStamp, created, headers, newMetadata, body, state);
  }

  BlobRow withBody(BlobBody newBody) {
    return new BlobRow(stamp, created, headers, metadata, newBody, state);
  }

  <T> BlobRow with(BlobField<T> field, T value) {
    return new BlobRow(stamp, created, headers, metadata, body, state.with(field, value));
  }

  BlobRow without(BlobField<?> field) {
    return new BlobRow(stamp, created, headers, metadata, body, state.without(field));
  }

  /// What every answer says of the state that it speaks of.
  Headers stampHeaders() {
    Headers headers =
        Headers.EMPTY
            .with("ETag", stamp.etag())
            .with("Last-Modified", WireTimes.http(stamp.modified()));
    return get(BlobField.VERSION)
        .map(version -> headers.with("x-ms-version-id", Moments.text(version)))
        .orElse(headers);
  }

  /// All but those that depend on the range that is read.
  Headers answerHeaders(Map<String, String> overrides) {
    Headers all = KindHeaders.addedTo(headers.addedTo(stampHeaders(), overrides), this);
    if (state.has(BlobField.VERSION) && !state.has(BlobField.HISTORY)) {
      all = all.with("x-ms-is-current-version", "true");
    }
    return StorageRequest.withMetadata(all, metadata)
        .with("Accept-Ranges", "bytes")
        .with("x-ms-blob-type", body.kind().wireName())
        .with("x-ms-creation-time", WireTimes.http(created))
        .with("x-ms-lease-status", "unlocked")
        .with("x-ms-lease-state", "available")
        .with("x-ms-server-encrypted", "false");
  }
}
