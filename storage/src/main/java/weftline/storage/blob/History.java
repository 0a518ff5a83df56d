package weftline.storage.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions.Transaction;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// The rows that stand beside a blob's present state, by the time that tells them apart: snapshots,
/// earlier versions, a deleted state that can be had back.
record History(Transaction transaction, BlobId blob) {
  /// The state that a request means. What is deleted cannot be found.
  static Found find(Function<Key, Optional<byte[]>> rows, BlobId blob, Which which) {
    return switch (which) {
      case Which.Current() -> current(rows, blob).orElseThrow(History::absent);
      case Which.Snapshot(long time) -> kept(rows, blob, time, Kind.SNAPSHOT);
      case Which.Version(long time) ->
          current(rows, blob)
              .filter(found -> found.row().get(BlobField.VERSION).equals(Optional.of(time)))
              .orElseGet(() -> kept(rows, blob, time, Kind.VERSION));
    };
  }

  /// All that is kept, oldest first; the deleted rows too.
  List<Found> all() {
    Key all = BlobKeys.history(blob);
    List<Found> found = new ArrayList<>();
    try (KeyValueStore.Cursor cursor = transaction.scan(all, all.afterPrefix())) {
      while (cursor.next()) {
        Key key = cursor.key();
        transaction
            .get(key)
            .map(BlobRow::read)
            .ifPresent(row -> found.add(new Found(key, row, false)));
      }
    }
    return found;
  }

  /// Keeps a state under its time.
  void keep(long time, BlobRow row, Kind kind) {
    BlobRow kept =
        row.without(BlobField.LEASE).without(BlobField.LAST_SNAPSHOT).with(BlobField.HISTORY, kind);
    transaction.put(BlobKeys.history(blob, time), kept.toBytes());
  }

  /// Keeps a state as the version that it was.
  void keepVersion(BlobRow row) {
    long version = row.get(BlobField.VERSION).orElse(row.stamp().version());
    keep(version, row.with(BlobField.VERSION, version), Kind.VERSION);
  }

  private static Optional<Found> current(Function<Key, Optional<byte[]>> rows, BlobId blob) {
    Key key = BlobKeys.properties(blob);
    return rows.apply(key).map(BlobRow::read).map(row -> new Found(key, row, true));
  }

  private static Found kept(
      Function<Key, Optional<byte[]>> rows, BlobId blob, long time, Kind kind) {
    Key key = BlobKeys.history(blob, time);
    return rows.apply(key)
        .map(BlobRow::read)
        .filter(row -> row.get(BlobField.HISTORY).equals(Optional.of(kind)))
        .filter(row -> !row.state().has(BlobField.DELETION))
        .map(row -> new Found(key, row, false))
        .orElseThrow(History::absent);
  }

  private static StorageException absent() {
    return new StorageException(StorageError.BLOB_NOT_FOUND);
  }

  /// A state of a blob and the key of its row.
  record Found(Key key, BlobRow row, boolean current) {
    boolean is(Kind kind) {
      return row.get(BlobField.HISTORY).equals(Optional.of(kind));
    }

    boolean isDeleted() {
      return row.state().has(BlobField.DELETION);
    }
  }

  /// What a row in the history is.
  enum Kind {
    SNAPSHOT(0),
    VERSION(1),
    /// What the blob was when it was deleted softly. There is one at most.
    BASE(2);

    private static final Kind[] ALL = values();

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    static Kind of(int number) {
      return ALL[number];
    }

    int number() {
      return number;
    }
  }
}
