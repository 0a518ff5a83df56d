package weftline.storage.blob;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;

/// Takes space back behind the operations: rows of deleted containers, blocks that nobody has
/// committed, extents that nothing refers to.
record BlobSpace(KeyValueStore store, ExtentStore extents) {
  private static final Duration STAGED_MAX = Duration.ofDays(7);
  private static final int BATCH_MAX = 1_000;

  /// One round. Blocks until it is done.
  void collect(Instant now) throws IOException {
    for (Key tombstone : keys(BlobKeys.allDeleted(), _ -> true)) {
      collectContainer(tombstone);
    }
    Instant old = now.minus(STAGED_MAX);
    deleteAll(BlobKeys.allStaged(), row -> Block.Staged.read(row).at().isBefore(old));
    extents.collect(this::referred);
  }

  /// The tombstone goes in a round that finds nothing more: a write that was under way when the
  /// container was deleted may still land after this one.
  private void collectContainer(Key tombstone) {
    boolean empty = true;
    for (Key prefix : BlobKeys.everything(BlobKeys.deletedContainer(tombstone))) {
      empty = !deleteAll(prefix, _ -> true) && empty;
    }
    if (empty) {
      delete(List.of(tombstone));
    }
  }

  /// @return whether there was anything
  private boolean deleteAll(Key prefix, Predicate<byte[]> wanted) {
    boolean found = false;
    for (List<Key> rows = keys(prefix, wanted); !rows.isEmpty(); rows = keys(prefix, wanted)) {
      found = true;
      delete(rows);
    }
    return found;
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

  /// A batch for each row, as they lie in different partitions; all wait for the disk together.
  private void delete(List<Key> keys) {
    CompletableFuture.allOf(
            keys.stream()
                .map(key -> store.commit(Batch.builder().delete(key).build()))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private Set<Long> referred() {
    Set<Long> referred = new HashSet<>();
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      forEach(
          snapshot,
          BlobKeys.allLayouts(),
          row -> Layout.read(row).blocks().forEach(block -> addExtents(block, referred)));
      forEach(
          snapshot,
          BlobKeys.allStaged(),
          row -> addExtents(Block.Staged.read(row).block(), referred));
    }
    return referred;
  }

  private static void forEach(
      KeyValueStore.Snapshot snapshot, Key prefix, Consumer<byte[]> action) {
    try (KeyValueStore.Cursor cursor = snapshot.scan(prefix, prefix.afterPrefix())) {
      while (cursor.next()) {
        action.accept(cursor.value());
      }
    }
  }

  private static void addExtents(Block block, Set<Long> extents) {
    if (block.content() instanceof Content.Stored(List<Chunk> chunks)) {
      chunks.forEach(chunk -> extents.add(chunk.extent()));
    }
  }
}
