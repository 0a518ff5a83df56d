package weftline.storage.table;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;

/// Takes back the room of deleted tables. Works in small steps; a caller calls it again and again.
final class TableCollector {
  /// Rows that one step deletes.
  static final int STEP_MAX = 1_000;

  private final KeyValueStore store;

  TableCollector(KeyValueStore store) {
    this.store = store;
  }

  /// Does one step. Answers how many rows are gone.
  CompletionStage<Integer> step() {
    Batch.Builder batch = Batch.builder();
    int deleted = 0;
    Key all = TableKeys.dead();
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor dead = snapshot.scan(all, all.afterPrefix())) {
      while (deleted < STEP_MAX && dead.next()) {
        int more = delete(snapshot, TableKeys.deadGeneration(dead.key()), batch, deleted);
        deleted += more;
        if (deleted < STEP_MAX) {
          batch.delete(dead.key());
          deleted++;
        }
      }
    }
    int gone = deleted;
    return gone == 0
        ? CompletableFuture.completedFuture(0)
        : store.commit(batch.build()).thenApply(_ -> gone);
  }

  private static int delete(
      KeyValueStore.Snapshot snapshot, long generation, Batch.Builder batch, int before) {
    int deleted = 0;
    Key rows = TableKeys.entities(generation);
    try (KeyValueStore.Cursor cursor = snapshot.scan(rows, rows.afterPrefix())) {
      while (before + deleted < STEP_MAX && cursor.next()) {
        batch.delete(cursor.key());
        deleted++;
      }
    }
    return deleted;
  }
}
