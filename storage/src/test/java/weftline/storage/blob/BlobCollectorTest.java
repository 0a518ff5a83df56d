package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.kv.Transactions;
import weftline.storage.RowWriter;

/// One round takes away all that may go, however much it is.
class BlobCollectorTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private static final ContainerId BOX = new ContainerId("me", "box", 7);

  private final KeyValueStore store = new MemoryStore();
  private final Transactions transactions = new Transactions(store);
  private final BlobCollector collector = new BlobCollector(store, transactions, new Readers());

  @Test
  void takesManyLayoutsInOneRound() {
    for (int number = 0; number < 1_500; number++) {
      discard(new BlobId(BOX, "blob" + number), 1, NOW);
    }
    discard(new BlobId(BOX, "late"), 1, NOW.plus(Duration.ofMinutes(10)));

    collector.collect(NOW.plus(Duration.ofMinutes(5)));

    assertThat(count(BlobKeys.allPieces())).isEqualTo(1);
    assertThat(count(BlobKeys.allDiscarded())).isEqualTo(1);
  }

  @Test
  void takesALayoutOfManyPiecesInOneRound() {
    discard(new BlobId(BOX, "long"), 2_000, NOW);
    discard(new BlobId(BOX, "longer"), 2_001, NOW);

    collector.collect(NOW.plus(Duration.ofMinutes(5)));

    assertThat(count(BlobKeys.allPieces())).isZero();
    assertThat(count(BlobKeys.allDiscarded())).isZero();
  }

  private void discard(BlobId blob, int pieces, Instant at) {
    Piece piece = Piece.of(new Content.Inline(new byte[] {1}));
    transactions
        .transact(transaction -> {
          new LayoutWriter(transaction, blob).pieces(1, Collections.nCopies(pieces, piece));
          transaction.put(BlobKeys.discarded(blob, 1), new RowWriter().instant(at).toBytes());
          return true;
        })
        .toCompletableFuture()
        .join();
  }

  private int count(Key prefix) {
    int count = 0;
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(prefix, prefix.afterPrefix())) {
      while (cursor.next()) {
        count++;
      }
    }
    return count;
  }
}
