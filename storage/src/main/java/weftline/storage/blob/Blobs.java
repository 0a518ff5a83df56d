package weftline.storage.blob;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import weftline.kv.Key;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.net.Response;
import weftline.storage.Level;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// The operations that change a blob as a whole.
record Blobs(
    Transactions transactions, Succession succession, Uploads uploads, StagedCounts stagedCounts) {
  static final long PUT_MAX = 5_000L * 1024 * 1024;
  static final int INLINE_MAX = 64 * 1024;

  CompletionStage<Response> put(StorageRequest request, BlobId blob) throws IOException {
    Conditions conditions = Conditions.of(request);
    SortedMap<String, String> metadata = request.metadata();
    Upload upload = uploads.receive(request, PUT_MAX, INLINE_MAX, Digests.ofBlob(request));
    Replacement replacement =
        new Replacement(
            conditions,
            BlobHeaders.ofUpload(request, upload.md5()),
            metadata,
            (writer, id) -> whole(writer, id, upload.content()));
    return upload
        .sync()
        .thenCompose(
            _ -> transactions.transact(change -> replace(change, request, blob, replacement)))
        .<Response>thenApply(row -> upload.digests().addTo(created(row)))
        .whenComplete((_, _) -> upload.close());
  }

  /// A blob whose bytes come with no request.
  CompletionStage<Response> created(StorageRequest request, BlobId blob, Replacement replacement) {
    return transactions
        .transact(transaction -> replace(transaction, request, blob, replacement))
        .thenApply(Blobs::created);
  }

  static Response created(BlobRow row) {
    return Response.of(201)
        .withHeaders(_ -> row.stampHeaders())
        .with("x-ms-request-server-encrypted", "false");
  }

  /// Puts new bytes, headers and metadata in the place of whatever is there, staged blocks too.
  BlobRow replace(
      Transaction transaction, StorageRequest request, BlobId blob, Replacement replacement) {
    Key key = BlobKeys.properties(blob);
    Optional<BlobRow> present = transaction.get(key).map(BlobRow::read);
    replacement.conditions().checkWrite(present, request.now());
    if (present.isPresent() && !request.access().allows(Level.OBJECT, "w")) {
      throw new StorageException(StorageError.UNAUTHORIZED_BLOB_OVERWRITE);
    }
    Stamp stamp = next(present, request.now());
    LayoutWriter writer = new LayoutWriter(transaction, blob);
    BlobBody body = replacement.bytes().write(writer, stamp.version());
    BlobRow fresh =
        new BlobRow(
            stamp,
            present.map(BlobRow::created).orElse(request.now()),
            replacement.headers(),
            replacement.metadata(),
            body,
            NewState.of(request, body.kind(), replacement.state(), present));
    BlobRow row = succession.entered(fresh, blob);
    transaction.put(key, row.toBytes());
    new Holds(transaction).mark(blob, row);
    present.ifPresent(old -> succession.replaced(transaction, blob, old, request.now()));
    clearStaged(transaction, blob);
    return row;
  }

  /// Refuses to put a blob in the place of one of another kind.
  static void checkKind(Transaction transaction, BlobId blob, BlobKind kind, Instant now) {
    transaction
        .get(BlobKeys.properties(blob))
        .map(BlobRow::read)
        .filter(row -> !row.isExpired(now))
        .ifPresent(row -> row.checkKind(kind));
  }

  private static BlobBody whole(LayoutWriter writer, long id, Content content) {
    return new BlobBody(BlobKind.BLOCK, content.length(), writer.whole(id, content));
  }

  CompletionStage<Response> setProperties(StorageRequest request, BlobId blob) {
    BlobHeaders headers = BlobHeaders.explicit(request);
    return change(request, blob, (_, row, stamp) -> row.withHeaders(stamp, headers));
  }

  CompletionStage<Response> setMetadata(StorageRequest request, BlobId blob) {
    SortedMap<String, String> metadata = request.metadata();
    return change(
        request,
        blob,
        (transaction, row, stamp) -> {
          CustomerKey.check(request, row);
          return succession.changed(transaction, blob, row, row.withMetadata(stamp, metadata));
        });
  }

  /// Keeps the present state under the time of this request.
  CompletionStage<Response> snapshot(StorageRequest request, BlobId blob) {
    Conditions conditions = Conditions.of(request);
    SortedMap<String, String> metadata = request.metadata();
    Key key = BlobKeys.properties(blob);
    return transactions.transact(transaction -> {
      BlobRow present = present(transaction.get(key));
      conditions.checkTouch(present, request.now());
      present.checkUnarchived(request.now());
      CustomerKey.check(request, present);
      Stamp stamp = stamps().after(present.stamp(), request.now());
      BlobRow shared = present.withBody(present.body().asShared());
      BlobRow row = succession.snapshotted(transaction, blob, shared, stamp);
      transaction.put(key, row.with(BlobField.LAST_SNAPSHOT, stamp.version()).toBytes());
      BlobRow bare = shared.without(BlobField.VERSION);
      BlobRow kept = metadata.isEmpty() ? bare : bare.withMetadata(stamp, metadata);
      new History(transaction, blob).keep(stamp.version(), kept, History.Kind.SNAPSHOT);
      Response answer = Response.of(201).withHeaders(_ -> kept.stampHeaders());
      return row.get(BlobField.VERSION)
          .map(version -> answer.with("x-ms-version-id", Moments.text(version)))
          .orElse(answer)
          .with("x-ms-snapshot", Moments.text(stamp.version()))
          .with("x-ms-request-server-encrypted", "false");
    });
  }

  static BlobRow present(Optional<byte[]> row) {
    return row.map(BlobRow::read)
        .orElseThrow(() -> new StorageException(StorageError.BLOB_NOT_FOUND));
  }

  private CompletionStage<Response> change(StorageRequest request, BlobId blob, Change how) {
    Conditions conditions = Conditions.of(request);
    Key key = BlobKeys.properties(blob);
    return transactions.transact(transaction -> {
      BlobRow row = present(transaction.get(key));
      conditions.checkChange(row, request.now());
      Stamp stamp = stamps().after(row.stamp(), request.now());
      BlobRow changed = how.apply(transaction, row, stamp);
      transaction.put(key, changed.toBytes());
      return Response.of(200).withHeaders(_ -> changed.stampHeaders());
    });
  }

  Stamps stamps() {
    return succession.stamps();
  }

  private Stamp next(Optional<BlobRow> present, Instant now) {
    return present.map(row -> stamps().after(row.stamp(), now)).orElseGet(() -> stamps().next(now));
  }

  private void clearStaged(Transaction transaction, BlobId blob) {
    new Staged(transaction, blob).clear();
    stagedCounts.clear(blob);
  }

  /// What a blob is to be instead.
  private interface Change {
    BlobRow apply(Transaction transaction, BlobRow row, Stamp stamp);
  }

  /// Writes the rows that hold the bytes of a blob's new state.
  interface Bytes {
    /// Gives a new layout that id.
    BlobBody write(LayoutWriter writer, long id);
  }

  /// All that a blob is to be from now on.
  record Replacement(
      Conditions conditions,
      BlobHeaders headers,
      SortedMap<String, String> metadata,
      Bytes bytes,
      BlobState state) {
    Replacement(
        Conditions conditions,
        BlobHeaders headers,
        SortedMap<String, String> metadata,
        Bytes bytes) {
      this(conditions, headers, metadata, bytes, BlobState.EMPTY);
    }
  }
}
