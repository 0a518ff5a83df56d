package weftline.storage.blob;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import weftline.kv.Key;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.net.Response;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Blobs that only grow at their end, a block at a time.
record Appends(Transactions transactions, Blobs blobs, Uploads uploads, Sources sources) {
  static final long BLOCK_MAX = 100L * 1024 * 1024;

  /// Times the number of blocks this is below [PieceAllowance#INLINE_BYTES_MAX].
  private static final int INLINE_MAX = 2 * 1024;

  private static final long BLOCKS_MAX = 50_000;

  CompletionStage<Response> create(StorageRequest request, BlobId blob) {
    Blobs.Replacement replacement =
        new Blobs.Replacement(
            Conditions.of(request),
            BlobHeaders.explicit(request),
            request.metadata(),
            (_, id) -> new BlobBody(BlobKind.APPEND, 0, LayoutRef.of(id, LayoutRef.Form.NONE)));
    return blobs.created(request, blob, replacement);
  }

  CompletionStage<Response> append(StorageRequest request, BlobId blob) throws IOException {
    Position.of(request);
    return add(
        request, blob, uploads.receive(request, BLOCK_MAX, INLINE_MAX, Digests.ofPart(request)));
  }

  CompletionStage<Response> appendFromUrl(StorageRequest request, BlobId blob) throws IOException {
    Position.of(request);
    return add(request, blob, sources.part(request, BLOCK_MAX, INLINE_MAX, uploads));
  }

  private CompletionStage<Response> add(StorageRequest request, BlobId blob, Upload upload) {
    if (upload.content().length() == 0) {
      upload.close();
      throw new StorageException(StorageError.INVALID_HEADER_VALUE)
          .withDetail("HeaderName", "Content-Length")
          .withDetail("HeaderValue", "0");
    }
    return upload
        .sync()
        .thenCompose(
            _ -> transactions.transact(change -> add(change, request, blob, upload.content())))
        .thenApply(upload.digests()::addTo)
        .whenComplete((_, _) -> upload.close());
  }

  private Response add(
      Transaction transaction, StorageRequest request, BlobId blob, Content content) {
    Key key = BlobKeys.properties(blob);
    BlobRow row = open(transaction, request, blob);
    Position.of(request).check(row.length(), content.length());
    long count = row.get(BlobField.APPENDS).orElse(0L);
    if (count >= BLOCKS_MAX) {
      throw new StorageException(
          StorageError.BLOCK_COUNT_EXCEEDS_LIMIT,
          "The committed block count cannot exceed the maximum limit of 50,000 blocks.");
    }
    BlobBody body = new LayoutWriter(transaction, blob).append(row.body(), Piece.of(content));
    BlobRow changed =
        row.withBody(body)
            .with(BlobField.APPENDS, count + 1)
            .withStamp(blobs.stamps().after(row.stamp(), request.now()));
    transaction.put(key, changed.toBytes());
    return Response.of(201)
        .withHeaders(_ -> changed.stampHeaders())
        .with("x-ms-blob-append-offset", Long.toString(row.length()))
        .with("x-ms-blob-committed-block-count", KindHeaders.count(changed))
        .with("x-ms-request-server-encrypted", "false");
  }

  CompletionStage<Response> seal(StorageRequest request, BlobId blob) {
    Position position = Position.of(request);
    return transactions.transact(transaction -> {
      BlobRow row = appendable(transaction, request, blob);
      position.check(row.length(), 0);
      BlobRow changed = row;
      if (row.get(BlobField.SEALED).isEmpty()) {
        changed =
            row.with(BlobField.SEALED, true)
                .withStamp(blobs.stamps().after(row.stamp(), request.now()));
        transaction.put(BlobKeys.properties(blob), changed.toBytes());
      }
      BlobRow sealed = changed;
      return Response.of(200)
          .withHeaders(_ -> sealed.stampHeaders())
          .with("x-ms-blob-sealed", "true");
    });
  }

  private static BlobRow open(Transaction transaction, StorageRequest request, BlobId blob) {
    BlobRow row = appendable(transaction, request, blob);
    if (row.get(BlobField.SEALED).isPresent()) {
      throw new StorageException(StorageError.BLOB_IS_SEALED);
    }
    return row;
  }

  private static BlobRow appendable(Transaction transaction, StorageRequest request, BlobId blob) {
    BlobRow row = Blobs.present(transaction.get(BlobKeys.properties(blob)));
    Conditions.of(request).checkChange(row, request.now());
    CustomerKey.check(request, row);
    row.checkKind(BlobKind.APPEND);
    return row;
  }

  /// Where the client believes the end to be, and how long the blob may become.
  private record Position(Optional<Long> end, Optional<Long> max) {
    static Position of(StorageRequest request) {
      return new Position(
          WireNumbers.header(request, "x-ms-blob-condition-appendpos"),
          WireNumbers.header(request, "x-ms-blob-condition-maxsize"));
    }

    void check(long length, long added) {
      if (end.filter(wanted -> wanted != length).isPresent()) {
        throw new StorageException(StorageError.APPEND_POSITION_CONDITION_NOT_MET);
      }
      if (max.filter(limit -> length + added > limit).isPresent()) {
        throw new StorageException(StorageError.MAX_BLOB_SIZE_CONDITION_NOT_MET);
      }
    }
  }
}
