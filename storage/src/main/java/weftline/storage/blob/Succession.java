package weftline.storage.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import weftline.kv.Transactions.Transaction;
import weftline.storage.Retention;

/// What becomes of a blob's present state when another takes its place: it is kept as a version, or
/// for a while, or not at all.
record Succession(Retention retention, Stamps stamps) {
  /// A new state, with the version that it is, if versions are kept.
  BlobRow entered(BlobRow row, BlobId blob) {
    return retention.versions(blob.container().account())
        ? row.with(BlobField.VERSION, row.stamp().version())
        : row;
  }

  /// Call it when the row of the new state is written.
  void replaced(Transaction transaction, BlobId blob, BlobRow old, Instant now) {
    History history = new History(transaction, blob);
    Optional<Duration> kept = retention.blobs(blob.container().account());
    if (keepsVersion(blob, old)) {
      history.keepVersion(old);
    } else if (kept.isPresent()) {
      BlobRow deleted = old.with(BlobField.DELETION, new Deletion(now, now.plus(kept.get())));
      history.keep(stamps.after(old.stamp(), now).version(), deleted, History.Kind.SNAPSHOT);
    } else {
      new LayoutWriter(transaction, blob).release(old.body(), now);
    }
  }

  /// A state with the same bytes follows. Returns it, sharing them if both are kept.
  BlobRow changed(Transaction transaction, BlobId blob, BlobRow old, BlobRow changed) {
    if (!retention.versions(blob.container().account())) {
      return changed;
    }
    BlobBody shared = old.body().asShared();
    new History(transaction, blob).keepVersion(old.withBody(shared));
    return entered(changed.withBody(shared), blob);
  }

  /// A snapshot has been taken, which ends a version too. Returns the present state from now on.
  BlobRow snapshotted(Transaction transaction, BlobId blob, BlobRow present, Stamp snapshot) {
    if (!retention.versions(blob.container().account())) {
      return present;
    }
    new History(transaction, blob).keepVersion(present);
    return present.with(BlobField.VERSION, stamps.after(snapshot, snapshot.modified()).version());
  }

  /// Whether a state that goes stays as a version.
  boolean keepsVersion(BlobId blob, BlobRow row) {
    return retention.versions(blob.container().account()) || row.state().has(BlobField.VERSION);
  }
}
