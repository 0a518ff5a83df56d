package weftline.storage.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
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

  /// Rows that go with one transaction.
  private static final int PIECES_MAX = 1_000;

  /// Deletions that are on their way at once, so that they share syncs.
  private static final int BATCH_MAX = 64;

  /// When to look again at a blob that has expired but is held.
  private static final Duration HELD_AGAIN = Duration.ofHours(1);

  /// Blobs that get a mark in one round.
  private static final int MARKS_MAX = 1_000;

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
    unmarked().forEach(this::mark);
    forEach(BlobKeys.allUncommitted(), row -> isOld(row, now), key -> deleteStaged(key, now));
  }

  private void mark(BlobId blob, String block) {
    run(transaction -> new Staged(transaction, blob).mark(block)).join();
  }

  /// A block of each blob that has some but no mark.
  private Map<BlobId, String> unmarked() {
    Map<BlobId, String> blocks = new HashMap<>();
    Key all = BlobKeys.allStaged();
    Optional<BlobId> last = Optional.empty();
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(all, all.afterPrefix())) {
      while (blocks.size() < MARKS_MAX && cursor.next()) {
        BlobId blob = BlobKeys.blobOf(cursor.key());
        if (last.filter(blob::equals).isEmpty()
            && snapshot.get(BlobKeys.uncommitted(blob)).isEmpty()) {
          blocks.put(blob, Block.Staged.read(cursor.value()).block().id());
        }
        last = Optional.of(blob);
      }
    }
    return blocks;
  }

  /// It may have come back since, and then its row is gone.
  private CompletableFuture<Boolean> deleteContainer(Key key) {
    return run(transaction -> {
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

  private CompletableFuture<Boolean> deleteExpired(Key mark, Instant now) {
    BlobId blob = BlobKeys.expiringBlob(mark);
    Key key = BlobKeys.properties(blob);
    return run(transaction -> {
      Optional<BlobRow> row = transaction.get(key).map(BlobRow::read);
      transaction.delete(mark);
      if (row.isPresent() && row.get().isExpired(now)) {
        transaction.delete(key);
        new LayoutWriter(transaction, blob).release(row.get().body(), now);
        return;
      }
      row.flatMap(present -> present.get(BlobField.EXPIRY))
          .map(time -> now.isBefore(time) ? time : now.plus(HELD_AGAIN))
          .ifPresent(time -> transaction.put(mark, due(time)));
    });
  }

  private static boolean isOver(BlobRow row, Instant now) {
    return row.get(BlobField.DELETION).filter(deletion -> deletion.isOver(now)).isPresent();
  }

  private CompletableFuture<Boolean> deleteState(Key key, Instant now) {
    BlobId blob = BlobKeys.historyBlob(key);
    return run(transaction ->
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

  /// All but the last transaction are waited for, so that one blob does not fill the memory.
  private CompletableFuture<Boolean> deletePieces(Key discarded) {
    BlobId blob = BlobKeys.discardedBlob(discarded);
    Key pieces = BlobKeys.pieces(blob, BlobKeys.discardedLayout(discarded));
    if (readers.isReading(pieces)) {
      return CompletableFuture.completedFuture(false);
    }
    List<Key> keys = keys(pieces, pieces, _ -> true, PIECES_MAX);
    while (keys.size() == PIECES_MAX) {
      List<Key> batch = keys;
      run(transaction -> batch.forEach(transaction::delete)).join();
      keys = keys(pieces, pieces, _ -> true, PIECES_MAX);
    }
    List<Key> rest = keys;
    return run(transaction -> {
      rest.forEach(transaction::delete);
      transaction.delete(discarded);
    });
  }

  /// A block that is staged meanwhile brings the mark up to date, which this is guarded by.
  private CompletableFuture<Boolean> deleteStaged(Key mark, Instant now) {
    BlobId blob = BlobKeys.uncommittedBlob(mark);
    return run(transaction -> {
      if (transaction.get(mark).filter(row -> isOld(row, now)).isPresent()) {
        new Staged(transaction, blob).clear();
      }
    });
  }

  /// Comes by every row once, a batch at a time.
  private void forEach(
      Key prefix, Predicate<byte[]> wanted, Function<Key, CompletableFuture<Boolean>> action) {
    List<Key> keys = keys(prefix, prefix, wanted, BATCH_MAX);
    while (!keys.isEmpty()) {
      CompletableFuture.allOf(keys.stream().map(action).toArray(CompletableFuture[]::new)).join();
      keys = keys(prefix, keys.getLast().next(), wanted, BATCH_MAX);
    }
  }

  private List<Key> keys(Key prefix, Key from, Predicate<byte[]> wanted, int max) {
    List<Key> keys = new ArrayList<>();
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(from, prefix.afterPrefix())) {
      while (keys.size() < max && cursor.next()) {
        if (wanted.test(cursor.value())) {
          keys.add(cursor.key());
        }
      }
    }
    return keys;
  }

  private CompletableFuture<Boolean> run(Consumer<Transaction> work) {
    return transactions
        .transact(transaction -> {
          work.accept(transaction);
          return true;
        })
        .toCompletableFuture();
  }
}
