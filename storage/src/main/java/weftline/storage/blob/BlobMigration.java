package weftline.storage.blob;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.storage.RowReader;

/// Brings the rows of blobs from the first format into the present one. Then a blob was a list of
/// blocks in one row, and its own row did not say where its bytes are. Each blob goes by itself, so
/// that a migration that was interrupted goes on where it was.
public final class BlobMigration {
  private final KeyValueStore store;
  private final Transactions transactions;

  private BlobMigration(KeyValueStore store) {
    this.store = store;
    transactions = new Transactions(store);
  }

  /// While nobody else uses the store. Containers, queues and tables have rows that are read as
  /// they are.
  ///
  /// @return how many blobs had to be changed
  public static long run(KeyValueStore store) {
    return new BlobMigration(store).migrateAll();
  }

  private long migrateAll() {
    Key all = BlobKeys.allBlobs();
    long count = 0;
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(all, all.afterPrefix())) {
      while (cursor.next()) {
        Optional<OldRow> old = OldRow.read(cursor.value());
        if (old.isPresent()) {
          migrate(BlobKeys.blobOf(cursor.key()), old.get());
          count++;
        }
      }
    }
    markStaged();
    return count;
  }

  /// Nobody said then that a blob had staged blocks.
  private void markStaged() {
    Key all = BlobKeys.allStaged();
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(all, all.afterPrefix())) {
      while (cursor.next()) {
        BlobId blob = BlobKeys.blobOf(cursor.key());
        String block = Block.Staged.read(cursor.value()).block().id();
        transactions
            .transact(transaction -> {
              new Staged(transaction, blob).mark(block);
              return blob;
            })
            .toCompletableFuture()
            .join();
      }
    }
  }

  private void migrate(BlobId blob, OldRow old) {
    transactions
        .transact(transaction -> {
          Key place = BlobKeys.blockList(blob);
          List<Block> blocks = transaction.get(place).map(BlobMigration::blocks).orElse(List.of());
          BlobRow row = old.with(body(transaction, blob, old, blocks));
          transaction.delete(place);
          transaction.put(BlobKeys.properties(blob), row.toBytes());
          return row;
        })
        .toCompletableFuture()
        .join();
  }

  private static BlobBody body(
      Transaction transaction, BlobId blob, OldRow old, List<Block> blocks) {
    LayoutWriter writer = new LayoutWriter(transaction, blob);
    long id = old.stamp().version();
    boolean whole = blocks.size() == 1 && blocks.getFirst().id().isEmpty();
    LayoutRef layout =
        whole
            ? writer.whole(id, blocks.getFirst().content())
            : writer.pieces(id, blocks.stream().map(Piece::of).toList());
    return new BlobBody(BlobKind.BLOCK, old.length(), layout);
  }

  private static List<Block> blocks(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    int count = row.smallNumber();
    List<Block> blocks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      blocks.add(Block.read(row));
    }
    return blocks;
  }

  /// What the first format kept of a blob, but for its bytes.
  private record OldRow(
      Stamp stamp,
      Instant created,
      long length,
      BlobHeaders headers,
      SortedMap<String, String> metadata) {
    /// Nothing if the row goes on, as it does in the present format.
    static Optional<OldRow> read(byte[] bytes) {
      RowReader row = new RowReader(bytes);
      OldRow old =
          new OldRow(
              Stamp.read(row),
              row.instant(),
              row.number(),
              new BlobHeaders(row.texts()),
              row.texts());
      return row.hasMore() ? Optional.empty() : Optional.of(old);
    }

    BlobRow with(BlobBody body) {
      return new BlobRow(stamp, created, headers, metadata, body, BlobState.EMPTY);
    }
  }
}
