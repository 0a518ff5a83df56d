package weftline.controller;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What became durable with one sync.
///
/// @param number counts the records, without a gap
record LogRecord(long number, List<LogChange> changes) {
  LogRecord {
    changes = List.copyOf(changes);
  }

  /// The JSON of a record, around changes that are JSON already.
  static byte[] bytes(long number, List<byte[]> changes) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(
        "{\"number\":%d,\"changes\":[".formatted(number).getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < changes.size(); i++) {
      if (i > 0) {
        record.write(',');
      }
      record.writeBytes(changes.get(i));
    }
    record.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
    return record.toByteArray();
  }
}
