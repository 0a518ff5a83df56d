package weftline.storage.blob;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import weftline.kv.Batch;
import weftline.kv.DiskFullException;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.kv.StoreException;

/// Rows that survive a power cut as the contract of the engine says: all that was acknowledged is
/// there, and of the commit under way all or nothing. A full disk refuses commits.
final class FaultyRows implements KeyValueStore {
  private final MemoryStore rows = new MemoryStore();
  private final RandomGenerator random;
  private final Power power;
  private boolean full;

  FaultyRows(RandomGenerator random, Power power) {
    this.random = random;
    this.power = power;
  }

  void setFull(boolean full) {
    this.full = full;
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
    if (full) {
      return CompletableFuture.failedFuture(
          new DiskFullException("full", new StoreException("No space left on device")));
    }
    try {
      if (!power.use()) {
        return rows.commit(batch);
      }
    } catch (StoreException e) {
      return CompletableFuture.failedFuture(e);
    }
    if (random.nextBoolean()) {
      rows.commit(batch);
    }
    return CompletableFuture.failedFuture(new StoreException("The power went out."));
  }

  @Override
  public void close() {}
}
