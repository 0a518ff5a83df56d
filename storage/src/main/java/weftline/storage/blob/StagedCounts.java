package weftline.storage.blob;

import java.util.LinkedHashMap;
import java.util.Map;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// Keeps blobs from having too many staged blocks. Counts in memory, from above; only where that
/// says too many are the rows counted.
final class StagedCounts {
  static final int COUNT_MAX = 100_000;

  private static final int BLOBS_MAX = 10_000;

  private final KeyValueStore store;
  private final Map<BlobId, Integer> counts = new LinkedHashMap<>();

  StagedCounts(KeyValueStore store) {
    this.store = store;
  }

  /// Refuses a block that is one too many.
  void add(BlobId blob) {
    int count = increment(blob, counted(blob));
    if (count <= COUNT_MAX) {
      return;
    }
    int actual = count(blob);
    set(blob, actual + 1);
    if (actual >= COUNT_MAX) {
      throw new StorageException(StorageError.BLOCK_COUNT_EXCEEDS_LIMIT);
    }
  }

  /// They are committed, or gone with their blob.
  synchronized void clear(BlobId blob) {
    counts.remove(blob);
  }

  private int counted(BlobId blob) {
    synchronized (this) {
      if (counts.containsKey(blob)) {
        return 0;
      }
    }
    return count(blob);
  }

  private synchronized int increment(BlobId blob, int before) {
    if (counts.size() >= BLOBS_MAX && !counts.containsKey(blob)) {
      counts.remove(counts.keySet().iterator().next());
    }
    int count = counts.getOrDefault(blob, before) + 1;
    counts.put(blob, count);
    return count;
  }

  private synchronized void set(BlobId blob, int count) {
    counts.put(blob, count);
  }

  private int count(BlobId blob) {
    Key all = BlobKeys.staged(blob);
    int count = 0;
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(all, all.afterPrefix())) {
      while (cursor.next()) {
        count++;
      }
    }
    return count;
  }
}
