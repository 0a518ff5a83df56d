package weftline.storage.blob;

import java.time.Instant;
import java.util.Locale;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// Which state of a container or blob this is, and when it came to be.
record Stamp(long version, Instant modified) {
  static Stamp read(RowReader row) {
    return new Stamp(row.number(), row.instant());
  }

  void write(RowWriter row) {
    row.number(version).instant(modified);
  }

  /// With its quotes, as headers carry it.
  String etag() {
    return "\"" + bareEtag() + "\"";
  }

  /// As lists carry it.
  String bareEtag() {
    return "0x" + Long.toHexString(version).toUpperCase(Locale.ROOT);
  }
}
