package weftline.storage.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import weftline.kv.Key;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.net.Response;
import weftline.storage.Level;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Deleting blobs, snapshots and versions, and having them back.
record Deletions(Transactions transactions, Succession succession, StagedCounts stagedCounts) {
  private static final String SNAPSHOTS = "x-ms-delete-snapshots";

  CompletionStage<Response> delete(StorageRequest request, BlobId blob) {
    Conditions conditions = Conditions.of(request);
    Which which = Which.of(request);
    Optional<Snapshots> snapshots = request.header(SNAPSHOTS).map(Deletions::snapshots);
    boolean permanent = request.query().text("deletetype").equalsIgnoreCase("permanent");
    request.access().require(Level.OBJECT, permission(which, permanent));
    if (which instanceof Which.Current) {
      return transactions.transact(transaction ->
          new Work(transaction, blob, request.now()).deleteBlob(conditions, snapshots));
    }
    if (snapshots.isPresent()) {
      throw new StorageException(StorageError.INVALID_QUERY_PARAMETER_VALUE)
          .withDetail("QueryParameterName", "snapshot")
          .withDetail("Reason", SNAPSHOTS + " goes with a blob, not with one of its snapshots.");
    }
    return transactions.transact(transaction ->
        new Work(transaction, blob, request.now()).deleteOne(which, conditions, permanent));
  }

  CompletionStage<Response> undelete(StorageRequest request, BlobId blob) {
    return transactions.transact(
        transaction -> new Work(transaction, blob, request.now()).undelete());
  }

  private static String permission(Which which, boolean permanent) {
    if (permanent) {
      return "y";
    }
    return which instanceof Which.Version ? "x" : "d";
  }

  private static Snapshots snapshots(String text) {
    return switch (text) {
      case "include" -> Snapshots.INCLUDE;
      case "only" -> Snapshots.ONLY;
      default ->
          throw new StorageException(StorageError.INVALID_HEADER_VALUE)
              .withDetail("HeaderName", SNAPSHOTS)
              .withDetail("HeaderValue", text);
    };
  }

  /// What is to become of a deleted blob's snapshots.
  private enum Snapshots {
    INCLUDE,
    ONLY
  }

  /// One deletion, within its transaction.
  private final class Work {
    private final Transaction transaction;
    private final BlobId blob;
    private final Instant now;
    private final History history;
    private final List<BlobBody> left = new ArrayList<>();

    Work(Transaction transaction, BlobId blob, Instant now) {
      this.transaction = transaction;
      this.blob = blob;
      this.now = now;
      this.history = new History(transaction, blob);
    }

    Response deleteBlob(Conditions conditions, Optional<Snapshots> snapshots) {
      History.Found present = History.find(transaction::get, blob, new Which.Current());
      if (present.row().isExpired(now)) {
        throw new StorageException(StorageError.BLOB_NOT_FOUND);
      }
      conditions.checkWrite(Optional.of(present.row()), now);
      List<History.Found> all = history.all();
      List<History.Found> live =
          all.stream()
              .filter(found -> found.is(History.Kind.SNAPSHOT) && !found.isDeleted())
              .toList();
      if (!live.isEmpty() && snapshots.isEmpty()) {
        throw new StorageException(StorageError.SNAPSHOTS_PRESENT);
      }
      live.forEach(this::leave);
      if (!snapshots.equals(Optional.of(Snapshots.ONLY))) {
        deleteBase(present, all);
      }
      release();
      return answer();
    }

    Response deleteOne(Which which, Conditions conditions, boolean permanent) {
      if (permanent) {
        return deleteForGood(which);
      }
      History.Found found = History.find(transaction::get, blob, which);
      if (found.current()) {
        throw new StorageException(StorageError.OPERATION_NOT_ALLOWED_ON_ROOT_BLOB);
      }
      conditions.checkWrite(Optional.of(found.row()), now);
      leave(found);
      release();
      return answer();
    }

    Response undelete() {
      Key key = BlobKeys.properties(blob);
      Optional<byte[]> present = transaction.get(key);
      List<History.Found> deleted =
          history.all().stream().filter(found -> isKept(found, now)).toList();
      if (present.isEmpty() && deleted.isEmpty()) {
        throw new StorageException(StorageError.BLOB_NOT_FOUND);
      }
      for (History.Found found : deleted) {
        BlobRow row = found.row().without(BlobField.DELETION);
        if (!found.is(History.Kind.BASE)) {
          transaction.put(found.key(), row.toBytes());
        } else if (present.isEmpty()) {
          transaction.delete(found.key());
          transaction.put(key, row.without(BlobField.HISTORY).toBytes());
        } else {
          transaction.put(found.key(), asSnapshot(row).toBytes());
        }
      }
      return Response.of(200);
    }

    private Response deleteForGood(Which which) {
      Key key =
          switch (which) {
            case Which.Current() -> BlobKeys.properties(blob);
            case Which.Snapshot(long time) -> BlobKeys.history(blob, time);
            case Which.Version(long time) -> BlobKeys.history(blob, time);
          };
      BlobRow row = Blobs.present(transaction.get(key));
      if (!row.state().has(BlobField.DELETION)) {
        throw new StorageException(StorageError.BLOB_SNAPSHOT_NOT_SOFT_DELETED);
      }
      row.checkMutable(now);
      transaction.delete(key);
      left.add(row.body());
      release();
      return Response.of(202).with("x-ms-delete-type-permanent", "true");
    }

    private void deleteBase(History.Found present, List<History.Found> all) {
      BlobRow row = present.row();
      transaction.delete(present.key());
      if (succession.keepsVersion(blob, row)) {
        history.keepVersion(row);
      } else if (kept().isPresent()) {
        all.stream()
            .filter(found -> found.is(History.Kind.BASE))
            .forEach(found -> transaction.put(found.key(), asSnapshot(found.row()).toBytes()));
        long time = succession.stamps().after(row.stamp(), now).version();
        history.keep(time, row.with(BlobField.DELETION, deletion()), History.Kind.BASE);
      } else {
        left.add(row.body());
      }
      new Staged(transaction, blob).clear();
      stagedCounts.clear(blob);
    }

    /// A row of the history goes, softly if deleted blobs are kept.
    private void leave(History.Found found) {
      found.row().checkMutable(now);
      if (kept().isPresent()) {
        BlobRow row = found.row().with(BlobField.DELETION, deletion());
        transaction.put(found.key(), row.toBytes());
        return;
      }
      transaction.delete(found.key());
      left.add(found.row().body());
    }

    private void release() {
      LayoutWriter writer = new LayoutWriter(transaction, blob);
      left.stream().distinct().forEach(body -> writer.release(body, now));
    }

    private Deletion deletion() {
      return new Deletion(now, now.plus(kept().orElseThrow()));
    }

    private Optional<Duration> kept() {
      return succession.retention().blobs(blob.container().account());
    }

    private Response answer() {
      String permanent = kept().isPresent() ? "false" : "true";
      return Response.of(202).with("x-ms-delete-type-permanent", permanent);
    }

    private static BlobRow asSnapshot(BlobRow row) {
      return row.with(BlobField.HISTORY, History.Kind.SNAPSHOT);
    }

    private static boolean isKept(History.Found found, Instant now) {
      return found.row().get(BlobField.DELETION).filter(it -> !it.isOver(now)).isPresent();
    }
  }
}
