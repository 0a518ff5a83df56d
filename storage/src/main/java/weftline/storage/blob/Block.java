package weftline.storage.blob;

import java.time.Instant;
import java.util.Optional;
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
  ///
  /// @param key that of the customer with which it came
  record Staged(Block block, Instant at, Optional<CustomerKey> key) {
    static Staged read(byte[] bytes) {
      RowReader row = new RowReader(bytes);
      Block block = Block.read(row);
      Instant at = row.instant();
      return new Staged(
          block, at, row.hasMore() ? Optional.of(new CustomerKey(row.text())) : Optional.empty());
    }

    Staged withBlock(Block newBlock) {
      return new Staged(newBlock, at, key);
    }

    byte[] toBytes() {
      RowWriter row = new RowWriter();
      block.write(row);
      row.instant(at);
      key.ifPresent(it -> row.text(it.hash()));
      return row.toBytes();
    }
  }
}
