package weftline.storage.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions.Transaction;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// The blocks of one blob that no list has committed yet, within a transaction. One row says that
/// there are some, so that nobody has to scan to know that there are none.
record Staged(Transaction transaction, BlobId blob) {
  private static final Duration FRESH = Duration.ofDays(1);

  void add(Block.Staged staged) {
    Key key = BlobKeys.uncommitted(blob);
    Optional<Mark> mark = transaction.get(key).map(Mark::read);
    Instant now = staged.at();
    String id = staged.block().id();
    int length = id.length();
    if (mark.isPresent() && mark.get().idLength() != length) {
      throw new StorageException(
          StorageError.INVALID_BLOB_OR_BLOCK, "All block IDs of a blob have the same length.");
    }
    if (mark.isEmpty() || mark.get().at().isBefore(now.minus(FRESH))) {
      transaction.put(key, new Mark(length, now).toBytes());
    }
    transaction.put(BlobKeys.staged(blob, id), staged.toBytes());
  }

  /// Marks a blob that has a block but no mark, as it comes about when the block is staged while a
  /// list is committed: neither changes what the other is guarded by.
  void mark(String id) {
    Key key = BlobKeys.uncommitted(blob);
    Optional<byte[]> row = transaction.get(BlobKeys.staged(blob, id));
    if (row.isPresent() && transaction.get(key).isEmpty()) {
      Block.Staged left = Block.Staged.read(row.get());
      transaction.put(key, new Mark(id.length(), left.at()).toBytes());
    }
  }

  /// By id.
  Map<String, Block.Staged> all() {
    Key all = BlobKeys.staged(blob);
    return read(transaction.scan(all, all.afterPrefix()));
  }

  static Map<String, Block.Staged> all(KeyValueStore.Snapshot snapshot, BlobId blob) {
    Key all = BlobKeys.staged(blob);
    return read(snapshot.scan(all, all.afterPrefix()));
  }

  void clear() {
    Key mark = BlobKeys.uncommitted(blob);
    if (transaction.get(mark).isEmpty()) {
      return;
    }
    transaction.delete(mark);
    Key all = BlobKeys.staged(blob);
    try (KeyValueStore.Cursor cursor = transaction.scan(all, all.afterPrefix())) {
      while (cursor.next()) {
        transaction.delete(cursor.key());
      }
    }
  }

  private static Map<String, Block.Staged> read(KeyValueStore.Cursor cursor) {
    Map<String, Block.Staged> staged = new TreeMap<>();
    try (cursor) {
      while (cursor.next()) {
        Block.Staged each = Block.Staged.read(cursor.value());
        staged.put(each.block().id(), each);
      }
    }
    return staged;
  }

  /// Says that a blob has staged blocks, how long their ids are, and, to a day, when the last one
  /// came.
  record Mark(int idLength, Instant at) {
    static Mark read(byte[] bytes) {
      RowReader row = new RowReader(bytes);
      return new Mark(row.smallNumber(), row.instant());
    }

    byte[] toBytes() {
      return new RowWriter().number(idLength).instant(at).toBytes();
    }
  }
}
