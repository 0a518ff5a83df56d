package weftline.kv;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

/// An engine that keeps everything in memory, for tests, the simulator and throw-away fabrics. Its
/// commits are as durable as the process.
public final class MemoryStore implements KeyValueStore {
  private final ReentrantLock writing = new ReentrantLock();
  private volatile Tree committed = Tree.EMPTY;
  private volatile boolean closed;

  @Override
  public Optional<byte[]> get(Key key) {
    checkOpen();
    return committed.find(key).map(byte[]::clone);
  }

  @Override
  public Snapshot snapshot() {
    checkOpen();
    return new View(committed);
  }

  @Override
  public CompletionStage<Outcome> commit(Batch batch) {
    writing.lock();
    try {
      checkOpen();
      Tree tree = committed;
      if (!batch.guards().stream().allMatch(guard -> guard.holds(tree.find(guard.key())))) {
        return CompletableFuture.completedFuture(Outcome.CONFLICT);
      }
      committed = changed(tree, batch);
      return CompletableFuture.completedFuture(Outcome.COMMITTED);
    } catch (StoreException e) {
      return CompletableFuture.failedFuture(e);
    } finally {
      writing.unlock();
    }
  }

  private static Tree changed(Tree tree, Batch batch) {
    Tree result = tree;
    for (Batch.Change change : batch.changes()) {
      result =
          switch (change) {
            case Batch.Change.Put(var key, var value) -> result.with(key, value.clone());
            case Batch.Change.Delete(var key) -> result.without(key);
          };
    }
    return result;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("The store is closed.");
    }
  }

  /// The tree as it was.
  private record View(Tree tree) implements Snapshot {
    @Override
    public Optional<byte[]> get(Key key) {
      return tree.find(key).map(byte[]::clone);
    }

    @Override
    public Cursor scan(Key from, Optional<Key> to) {
      return new TreeCursor(tree, from, to);
    }

    @Override
    public void close() {}
  }
}
