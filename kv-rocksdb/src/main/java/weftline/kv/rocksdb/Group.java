package weftline.kv.rocksdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.kv.KeyValueStore.Outcome;
import weftline.kv.StoreException;

/// Commits that share one sync. Each is judged against the store as those before it leave it.
final class Group implements AutoCloseable {
  private final Engine engine;
  private final WriteBatch writes = new WriteBatch();
  private final Map<Key, Optional<byte[]>> changed = new HashMap<>();
  private final List<Judged> judged = new ArrayList<>();

  Group(Engine engine) {
    this.engine = engine;
  }

  void add(Commit commit) {
    boolean holds = commit.batch().guards().stream().allMatch(this::holds);
    judged.add(new Judged(commit, holds ? Outcome.COMMITTED : Outcome.CONFLICT));
    if (holds) {
      commit.batch().changes().forEach(this::change);
    }
  }

  private boolean holds(Batch.Guard guard) {
    Optional<byte[]> current = changed.get(guard.key());
    return guard.holds(current == null ? engine.database().get(guard.key().bytes()) : current);
  }

  private void change(Batch.Change change) {
    try {
      switch (change) {
        case Batch.Change.Put(var key, var value) -> {
          writes.put(key.bytes(), value);
          changed.put(key, Optional.of(value));
        }
        case Batch.Change.Delete(var key) -> {
          writes.delete(key.bytes());
          changed.put(key, Optional.empty());
        }
      }
    } catch (RocksDBException e) {
      throw new StoreException("Cannot gather the changes of a batch.", e);
    }
  }

  void write() {
    if (!changed.isEmpty()) {
      engine.write(writes);
    }
  }

  void answer() {
    judged.forEach(each -> each.commit().answer().complete(each.outcome()));
  }

  @Override
  public void close() {
    writes.close();
  }

  /// A commit and what will be said when the group is on disk.
  private record Judged(Commit commit, Outcome outcome) {}
}
