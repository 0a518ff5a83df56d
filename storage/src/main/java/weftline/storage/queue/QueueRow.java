package weftline.storage.queue;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import weftline.storage.AccessList;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// A queue without its messages.
///
/// @param generation names this life of the queue in the keys of its messages
record QueueRow(long generation, SortedMap<String, String> metadata, AccessList access) {
  QueueRow {
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  static QueueRow read(byte[] row) {
    RowReader in = new RowReader(row);
    return new QueueRow(in.number(), in.texts(), AccessList.read(in));
  }

  QueueRow withGeneration(long newGeneration) {
    return new QueueRow(newGeneration, metadata, access);
  }

  QueueRow withMetadata(SortedMap<String, String> newMetadata) {
    return new QueueRow(generation, newMetadata, access);
  }

  QueueRow withAccess(AccessList newAccess) {
    return new QueueRow(generation, metadata, newAccess);
  }

  byte[] toBytes() {
    return access.write(new RowWriter().number(generation).texts(metadata)).toBytes();
  }
}
