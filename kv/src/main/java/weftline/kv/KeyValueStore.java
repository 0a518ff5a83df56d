package weftline.kv;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Ordered keys, guarded atomic batches, snapshots. Reads never wait for a disk sync; a commit is
/// durable when its stage completes.
public interface KeyValueStore extends AutoCloseable {
  /// The latest committed value.
  Optional<byte[]> get(Key key);

  /// A consistent view of everything committed until now. Must be closed.
  Snapshot snapshot();

  /// Applies all of the batch or nothing. Completes with [Outcome#CONFLICT] if a guard no longer
  /// holds, and exceptionally with a [StoreException] if the engine cannot write.
  CompletionStage<Outcome> commit(Batch batch);

  @Override
  void close();

  /// What became of a batch.
  enum Outcome {
    COMMITTED,
    CONFLICT
  }

  /// A consistent view.
  interface Snapshot extends AutoCloseable {
    Optional<byte[]> get(Key key);

    /// Entries with `from <= key < to` in unsigned order of bytes; `to` may be empty for no end.
    Cursor scan(Key from, Optional<Key> to);

    @Override
    void close();
  }

  /// Walks over entries; stands before the first one when opened.
  interface Cursor extends AutoCloseable {
    /// Moves on. Returns false, for ever, after the last entry.
    boolean next();

    Key key();

    byte[] value();

    @Override
    void close();
  }
}
