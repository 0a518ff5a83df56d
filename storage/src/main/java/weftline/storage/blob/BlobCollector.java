package weftline.storage.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// Takes away what operations on blobs have left behind: layouts that no row names, blocks that
/// nobody has committed, deleted states and containers whose time is over.
record BlobCollector(KeyValueStore store, Transactions transactions, Readers readers) {
  private static final Duration STAGED_MAX = Duration.ofDays(7);

  /// How long one who has found a blob's row may take to begin with its pieces.
  private static final Duration READ_GRACE = Duration.ofMinutes(1);

  private static final int BATCH_MAX = 1_000;

  /// One round. Blocks until it is done.
  void collect(Instant now) {
    forEach(
        BlobKeys.allKept(),
        row -> KeptContainer.read(row).deletion().isOver(now),
        this::deleteContainer);
    forEach(
        BlobKeys.allDiscarded(),
        row -> new RowReader(row).instant().isBefore(now.minus(READ_GRACE)),
        this::deletePieces);
    forEach(
        BlobKeys.allHistory(), row -> isOver(BlobRow.read(row), now), key -> deleteState(key, now));
    forEach(
        BlobKeys.allExpiring(),
        row -> !now.isBefore(new RowReader(row).instant()),
        key -> deleteExpired(key, now));
    forEach(BlobKeys.allUncommitted(), row -> isOld(row, now), key -> deleteStaged(key, now));
  }

  /// It may have come back since, and then its row is gone.
  private void deleteContainer(Key key) {
    run(transaction -> {
      if (transaction.get(key).isPresent()) {
        transaction.delete(key);
        transaction.put(BlobKeys.deleted(BlobKeys.keptContainer(key)), new byte[0]);
      }
    });
  }

  /// What the row says that makes this look at a blob.
  static byte[] due(Instant time) {
    return new RowWriter().instant(time).toBytes();
  }

  private void deleteExpired(Key mark, Instant now) {
    BlobId blob = BlobKeys.expiringBlob(mark);
    Key key = BlobKeys.properties(blob);
    run(transaction -> {
      Optional<BlobRow> row = transaction.get(key).map(BlobRow::read);
      transaction.delete(mark);
      if (row.isPresent() && row.get().isExpired(now)) {
        transaction.delete(key);
        new LayoutWriter(transaction, blob).release(row.get().body(), now);
      }
      row.flatMap(present -> present.get(BlobField.EXPIRY))
          .filter(now::isBefore)
          .ifPresent(time -> transaction.put(mark, due(time)));
    });
  }

  private static boolean isOver(BlobRow row, Instant now) {
    return row.get(BlobField.DELETION).filter(deletion -> deletion.isOver(now)).isPresent();
  }

  private void deleteState(Key key, Instant now) {
    BlobId blob = BlobKeys.historyBlob(key);
    run(transaction ->
        transaction
            .get(key)
            .map(BlobRow::read)
            .filter(row -> isOver(row, now))
            .ifPresent(row -> {
              transaction.delete(key);
              new LayoutWriter(transaction, blob).release(row.body(), now);
            }));
  }

  private static boolean isOld(byte[] mark, Instant now) {
    return Staged.Mark.read(mark).at().isBefore(now.minus(STAGED_MAX));
  }

  private void deletePieces(Key discarded) {
    BlobId blob = BlobKeys.discardedBlob(discarded);
    Key pieces = BlobKeys.pieces(blob, BlobKeys.discardedLayout(discarded));
    if (readers.isReading(pieces)) {
      return;
    }
    for (List<Key> keys = keys(pieces, _ -> true); !keys.isEmpty(); ) {
      List<Key> batch = keys;
      run(transaction -> batch.forEach(transaction::delete));
      keys = keys(pieces, _ -> true);
    }
    run(transaction -> transaction.delete(discarded));
  }

  /// A block that is staged meanwhile brings the mark up to date, which this is guarded by.
  private void deleteStaged(Key mark, Instant now) {
    BlobId blob = BlobKeys.uncommittedBlob(mark);
    run(transaction -> {
      if (transaction.get(mark).filter(row -> isOld(row, now)).isPresent()) {
        new Staged(transaction, blob).clear();
      }
    });
  }

  private void forEach(Key prefix, Predicate<byte[]> wanted, Consumer<Key> action) {
    keys(prefix, wanted).forEach(action);
  }

  /// Up to one batch of rows.
  private List<Key> keys(Key prefix, Predicate<byte[]> wanted) {
    List<Key> keys = new ArrayList<>();
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(prefix, prefix.afterPrefix())) {
      while (keys.size() < BATCH_MAX && cursor.next()) {
        if (wanted.test(cursor.value())) {
          keys.add(cursor.key());
        }
      }
    }
    return keys;
  }

  private void run(Consumer<Transaction> work) {
    CompletableFuture<Boolean> done =
        transactions
            .transact(transaction -> {
              work.accept(transaction);
              return true;
            })
            .toCompletableFuture();
    done.join();
  }
}
