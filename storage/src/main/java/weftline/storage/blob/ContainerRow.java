package weftline.storage.blob;

import java.util.SortedMap;
import java.util.TreeMap;
import weftline.net.Headers;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;
import weftline.storage.StorageRequest;
import weftline.storage.WireTimes;

/// What is kept of a container.
///
/// @param generation part of the keys of its blobs; a container made anew has another one
record ContainerRow(long generation, Stamp stamp, SortedMap<String, String> metadata) {
  ContainerRow {
    metadata = new TreeMap<>(metadata);
  }

  static ContainerRow read(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    return new ContainerRow(row.number(), Stamp.read(row), row.texts());
  }

  byte[] toBytes() {
    RowWriter row = new RowWriter().number(generation);
    stamp.write(row);
    return row.texts(metadata).toBytes();
  }

  Headers stampHeaders() {
    return Headers.EMPTY
        .with("ETag", stamp.etag())
        .with("Last-Modified", WireTimes.http(stamp.modified()));
  }

  Headers headers() {
    return StorageRequest.withMetadata(stampHeaders(), metadata)
        .with("x-ms-lease-status", "unlocked")
        .with("x-ms-lease-state", "available")
        .with("x-ms-has-immutability-policy", "false")
        .with("x-ms-has-legal-hold", "false");
  }
}
