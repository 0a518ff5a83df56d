package weftline.storage.queue;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// A queue without its messages.
///
/// @param generation names this life of the queue in the keys of its messages
record QueueRow(long generation, SortedMap<String, String> metadata) {
  QueueRow {
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  static QueueRow read(byte[] row) {
    RowReader in = new RowReader(row);
    return new QueueRow(in.number(), in.texts());
  }

  byte[] toBytes() {
    return new RowWriter().number(generation).texts(metadata).toBytes();
  }
}
