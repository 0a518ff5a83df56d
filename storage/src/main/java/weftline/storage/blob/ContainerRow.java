package weftline.storage.blob;

import java.time.Instant;
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
record ContainerRow(
    long generation,
    Stamp stamp,
    SortedMap<String, String> metadata,
    Lease lease,
    ContainerAccess access) {
  ContainerRow {
    metadata = new TreeMap<>(metadata);
  }

  static ContainerRow read(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    return new ContainerRow(
        row.number(),
        Stamp.read(row),
        row.texts(),
        row.hasMore() ? Lease.read(row) : Lease.NONE,
        ContainerAccess.read(row));
  }

  byte[] toBytes() {
    RowWriter row = new RowWriter().number(generation);
    stamp.write(row);
    row.texts(metadata);
    lease.write(row);
    return access.write(row).toBytes();
  }

  /// With other metadata; a lease that has ended is forgotten.
  ContainerRow withMetadata(Stamp newStamp, SortedMap<String, String> newMetadata) {
    return new ContainerRow(
        generation, newStamp, newMetadata, lease.afterWrite(newStamp.modified()), access);
  }

  ContainerRow withLease(Lease newLease) {
    return new ContainerRow(generation, stamp, metadata, newLease, access);
  }

  /// Open to others; a lease that has ended is forgotten.
  ContainerRow withAccess(Stamp newStamp, ContainerAccess newAccess) {
    return new ContainerRow(
        generation, newStamp, metadata, lease.afterWrite(newStamp.modified()), newAccess);
  }

  Headers stampHeaders() {
    return Headers.EMPTY
        .with("ETag", stamp.etag())
        .with("Last-Modified", WireTimes.http(stamp.modified()));
  }

  Headers headers(Instant now) {
    Headers all = StorageRequest.withMetadata(access.added(stampHeaders()), metadata);
    return LeaseHeaders.added(all, lease, now)
        .with("x-ms-has-immutability-policy", "false")
        .with("x-ms-has-legal-hold", "false");
  }
}
