package weftline.storage.table;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A row of a table.
///
/// @param timestamp when it was changed last; also its ETag
/// @param properties in the order in which they were given; without keys and timestamp
record Entity(
    String partition, String row, Instant timestamp, SequencedMap<String, Edm> properties) {
  static final String PARTITION_KEY = "PartitionKey";
  static final String ROW_KEY = "RowKey";
  static final String TIMESTAMP = "Timestamp";

  Entity {
    properties = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(properties));
  }

  String etag() {
    return Timestamps.etag(timestamp);
  }

  Entity at(Instant newTimestamp) {
    return new Entity(partition, row, newTimestamp, properties);
  }

  /// This entity with the other's properties added or in place of its own.
  Entity merged(Map<String, Edm> changes) {
    SequencedMap<String, Edm> merged = new LinkedHashMap<>(properties);
    merged.putAll(changes);
    return new Entity(partition, row, timestamp, merged);
  }

  /// Any property, keys and timestamp included.
  Optional<Edm> property(String name) {
    return switch (name) {
      case PARTITION_KEY -> Optional.of(new Edm.Text(partition));
      case ROW_KEY -> Optional.of(new Edm.Text(row));
      case TIMESTAMP -> Optional.of(new Edm.Moment(timestamp));
      default -> Optional.ofNullable(properties.get(name));
    };
  }
}
