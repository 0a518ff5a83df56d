package weftline.storage.blob;

import java.time.Instant;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions.Transaction;

/// Keeps a container from being deleted while a hold or a policy keeps one of its blobs. Blobs that
/// have ever been kept so have a mark, so that nobody has to look at all the others.
record Holds(Transaction transaction) {
  /// Marks a blob if a state of it that is written now is kept.
  void mark(BlobId blob, BlobRow row) {
    BlobState state = row.state();
    if (state.has(BlobField.LEGAL_HOLD) || state.has(BlobField.IMMUTABILITY)) {
      transaction.put(BlobKeys.held(blob), new byte[0]);
    }
  }

  /// Refuses to let go of a blob, a snapshot or a version that is kept.
  void check(ContainerId container, Instant now) {
    Key all = BlobKeys.held(container);
    try (KeyValueStore.Cursor cursor = transaction.scan(all, all.afterPrefix())) {
      while (cursor.next()) {
        check(BlobKeys.blobOf(cursor.key()), now);
      }
    }
  }

  private void check(BlobId blob, Instant now) {
    transaction
        .get(BlobKeys.properties(blob))
        .map(BlobRow::read)
        .ifPresent(row -> row.checkMutable(now));
    Key all = BlobKeys.history(blob);
    try (KeyValueStore.Cursor cursor = transaction.scan(all, all.afterPrefix())) {
      while (cursor.next()) {
        BlobRow.read(cursor.value()).checkMutable(now);
      }
    }
  }
}
