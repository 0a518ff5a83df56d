package weftline.storage.blob;

import java.time.Instant;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// One block of a blob, staged or committed.
///
/// @param id as the client gave it, in Base64; empty if the blob was put whole
record Block(String id, Content content) {
  static Block read(RowReader row) {
    return new Block(row.text(), Content.read(row));
  }

  void write(RowWriter row) {
    row.text(id);
    content.write(row);
  }

  /// A block that no list has committed yet.
  record Staged(Block block, Instant at) {
    static Staged read(byte[] bytes) {
      RowReader row = new RowReader(bytes);
      return new Staged(Block.read(row), row.instant());
    }

    byte[] toBytes() {
      RowWriter row = new RowWriter();
      block.write(row);
      return row.instant(at).toBytes();
    }
  }
}
