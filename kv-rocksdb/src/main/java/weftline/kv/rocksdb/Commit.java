package weftline.kv.rocksdb;

import java.util.concurrent.CompletableFuture;
import weftline.kv.Batch;
import weftline.kv.KeyValueStore.Outcome;

/// A batch on its way to the disk, and who waits for it.
record Commit(Batch batch, CompletableFuture<Outcome> answer) {
  /// Roughly what the batch takes in the log.
  long bytes() {
    long bytes = 0;
    for (Batch.Change change : batch.changes()) {
      bytes +=
          switch (change) {
            case Batch.Change.Put(_, var value) -> value.length + ENTRY_BYTES;
            case Batch.Change.Delete(_) -> ENTRY_BYTES;
          };
    }
    return bytes;
  }

  private static final int ENTRY_BYTES = 64;
}
