package weftline.storage.blob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;

/// Takes space back behind the operations: rows of deleted containers, extents that nothing refers
/// to.
record BlobSpace(KeyValueStore store, ExtentStore extents, Readers readers) {
  private static final int BATCH_MAX = 1_000;

  /// One round. Blocks until it is done.
  void collect() throws IOException {
    for (Key tombstone : keys(BlobKeys.allDeleted())) {
      collectContainer(tombstone);
    }
    Map<Long, Long> live = new HashMap<>();
    extents.collect(() -> {
      live.putAll(live());
      return live.keySet();
    });
    new Compaction(store, extents).run(live);
  }

  /// The tombstone goes in a round that finds nothing more: a write that was under way when the
  /// container was deleted may still land after this one.
  private void collectContainer(Key tombstone) {
    ContainerId container = BlobKeys.deletedContainer(tombstone);
    if (readers.isReading(BlobKeys.pieces(container))) {
      return;
    }
    boolean empty = true;
    for (Key prefix : BlobKeys.everything(container)) {
      empty = !deleteAll(prefix) && empty;
    }
    if (empty) {
      delete(List.of(tombstone));
    }
  }

  /// @return whether there was anything
  private boolean deleteAll(Key prefix) {
    boolean found = false;
    for (List<Key> rows = keys(prefix); !rows.isEmpty(); rows = keys(prefix)) {
      found = true;
      delete(rows);
    }
    return found;
  }

  /// Up to one batch of rows.
  private List<Key> keys(Key prefix) {
    List<Key> keys = new ArrayList<>();
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(prefix, prefix.afterPrefix())) {
      while (keys.size() < BATCH_MAX && cursor.next()) {
        keys.add(cursor.key());
      }
    }
    return keys;
  }

  /// A batch for each row, as they lie in different partitions; all wait for the disk together.
  private void delete(List<Key> keys) {
    CompletableFuture.allOf(
            keys.stream()
                .map(key -> store.commit(Batch.builder().delete(key).build()))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /// How many bytes of each extent rows name. What several rows name counts as often, so that the
  /// sum errs towards leaving an extent as it is.
  private Map<Long, Long> live() {
    Map<Long, Long> live = new HashMap<>();
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      forEach(snapshot, BlobKeys.allPieces(), row -> add(Piece.read(row).content(), live));
      forEach(
          snapshot,
          BlobKeys.allStaged(),
          row -> add(Block.Staged.read(row).block().content(), live));
    }
    return live;
  }

  private static void forEach(
      KeyValueStore.Snapshot snapshot, Key prefix, Consumer<byte[]> action) {
    try (KeyValueStore.Cursor cursor = snapshot.scan(prefix, prefix.afterPrefix())) {
      while (cursor.next()) {
        action.accept(cursor.value());
      }
    }
  }

  private static void add(Content content, Map<Long, Long> live) {
    if (content instanceof Content.Stored(List<Chunk> chunks)) {
      chunks.forEach(chunk -> live.merge(chunk.extent(), (long) chunk.length(), Long::sum));
    }
  }
}
