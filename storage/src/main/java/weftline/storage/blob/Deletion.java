package weftline.storage.blob;

import java.time.Duration;
import java.time.Instant;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// Something is deleted, but can be had back for a while.
record Deletion(Instant at, Instant until) {
  static Deletion read(RowReader row) {
    return new Deletion(row.instant(), row.instant());
  }

  void write(RowWriter row) {
    row.instant(at).instant(until);
  }

  boolean isOver(Instant now) {
    return !now.isBefore(until);
  }

  /// Whole days, the one that has begun included.
  long remainingDays(Instant now) {
    long seconds = Math.max(0, Duration.between(now, until).toSeconds());
    return Math.ceilDiv(seconds, Duration.ofDays(1).toSeconds());
  }
}
