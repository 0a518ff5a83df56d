package weftline.storage.blob;

import java.time.Instant;
import java.util.Map;
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
    long length,
    BlobHeaders headers,
    SortedMap<String, String> metadata) {
  BlobRow {
    metadata = new TreeMap<>(metadata);
  }

  static BlobRow read(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    return new BlobRow(
        Stamp.read(row), row.instant(), row.number(), new BlobHeaders(row.texts()), row.texts());
  }

  byte[] toBytes() {
    RowWriter row = new RowWriter();
    stamp.write(row);
    return row.instant(created).number(length).texts(headers.values()).texts(metadata).toBytes();
  }

  BlobRow withHeaders(Stamp newStamp, BlobHeaders newHeaders) {
    return new BlobRow(newStamp, created, length, newHeaders, metadata);
  }

  BlobRow withMetadata(Stamp newStamp, SortedMap<String, String> newMetadata) {
    return new BlobRow(newStamp, created, length, headers, newMetadata);
  }

  Headers stampHeaders() {
    return Headers.EMPTY
        .with("ETag", stamp.etag())
        .with("Last-Modified", WireTimes.http(stamp.modified()));
  }

  /// All but those that depend on the range that is read.
  Headers answerHeaders(Map<String, String> overrides) {
    Headers all = headers.addedTo(stampHeaders(), overrides);
    return StorageRequest.withMetadata(all, metadata)
        .with("Accept-Ranges", "bytes")
        .with("x-ms-blob-type", "BlockBlob")
        .with("x-ms-creation-time", WireTimes.http(created))
        .with("x-ms-lease-status", "unlocked")
        .with("x-ms-lease-state", "available")
        .with("x-ms-server-encrypted", "false");
  }
}
