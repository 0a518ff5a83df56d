package weftline.storage.blob;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;

/// Rows with which something happens between a transaction's reads and its commit.
final class MeanwhileStore implements KeyValueStore {
  private final MemoryStore rows = new MemoryStore();
  private Optional<Runnable> meanwhile = Optional.empty();

  /// Runs that before the next commit.
  void meanwhile(Runnable action) {
    meanwhile = Optional.of(action);
  }

  @Override
  public Optional<byte[]> get(Key key) {
    return rows.get(key);
  }

  @Override
  public Snapshot snapshot() {
    return rows.snapshot();
  }

  @Override
  public CompletionStage<Outcome> commit(Batch batch) {
    Optional<Runnable> action = meanwhile;
    meanwhile = Optional.empty();
    action.ifPresent(Runnable::run);
    return rows.commit(batch);
  }

  @Override
  public void close() {
    rows.close();
  }
}
