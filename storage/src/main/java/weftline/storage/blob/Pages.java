package weftline.storage.blob;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.net.Response;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Blobs of fixed length whose pages are written in any order.
record Pages(Transactions transactions, Blobs blobs, Uploads uploads, Sources sources) {
  static final long LENGTH_MAX = 8L << 40;

  private static final String LENGTH = "x-ms-blob-content-length";
  private static final String WRITE = "x-ms-page-write";
  private static final long WRITE_MAX = 4L * 1024 * 1024;

  /// One page. Times the number of pieces this is below [PieceAllowance#INLINE_BYTES_MAX].
  private static final int INLINE_MAX = 512;

  CompletionStage<Response> create(StorageRequest request, BlobId blob) {
    long length = PageRange.length(request, LENGTH);
    BlobState state =
        BlobState.EMPTY.with(BlobField.SEQUENCE_NUMBER, SequenceNumber.initial(request));
    Blobs.Replacement replacement =
        new Blobs.Replacement(
            Conditions.of(request),
            BlobHeaders.explicit(request),
            request.metadata(),
            (_, id) -> new BlobBody(BlobKind.PAGE, length, LayoutRef.of(id, LayoutRef.Form.NONE)),
            state);
    return blobs.created(request, blob, replacement);
  }

  CompletionStage<Response> write(StorageRequest request, BlobId blob) throws IOException {
    PageRange range = PageRange.of(request);
    return switch (request.header(WRITE).orElse("").toLowerCase(Locale.ROOT)) {
      case "update" -> {
        Upload upload = uploads.receive(request, WRITE_MAX, INLINE_MAX, Digests.ofPart(request));
        yield update(request, blob, range, upload);
      }
      case "clear" ->
          transactions.transact(change -> put(change, request, blob, range, Optional.empty()));
      default -> throw WireNumbers.invalid(WRITE, request.header(WRITE).orElse(""));
    };
  }

  CompletionStage<Response> writeFromUrl(StorageRequest request, BlobId blob) throws IOException {
    PageRange range = PageRange.of(request);
    return update(request, blob, range, sources.part(request, WRITE_MAX, INLINE_MAX, uploads));
  }

  private CompletionStage<Response> update(
      StorageRequest request, BlobId blob, PageRange range, Upload upload) {
    if (upload.content().length() != range.length()) {
      upload.close();
      throw new StorageException(StorageError.INVALID_PAGE_RANGE);
    }
    Optional<Piece> piece = Optional.of(Piece.of(upload.content()));
    return upload
        .sync()
        .thenCompose(_ -> transactions.transact(change -> put(change, request, blob, range, piece)))
        .thenApply(upload.digests()::addTo)
        .whenComplete((_, _) -> upload.close());
  }

  private Response put(
      Transaction transaction,
      StorageRequest request,
      BlobId blob,
      PageRange range,
      Optional<Piece> piece) {
    BlobRow row = paged(transaction, request, blob);
    SequenceNumber.check(request, KindHeaders.sequenceNumber(row));
    range.checkWithin(row);
    Stamp stamp = blobs.stamps().after(row.stamp(), request.now());
    BlobBody body =
        new LayoutWriter(transaction, blob)
            .overwrite(row.body(), stamp.version(), range.from(), range.to(), piece);
    BlobRow changed = row.withBody(body).withStamp(stamp);
    store(transaction, request, blob, row, changed);
    return KindHeaders.addSequenceNumber(
        Response.of(201)
            .withHeaders(_ -> changed.stampHeaders())
            .with("x-ms-request-server-encrypted", "false"),
        changed);
  }

  /// Changes length, sequence number, or both; the other headers only if the request has any.
  CompletionStage<Response> setProperties(StorageRequest request, BlobId blob) {
    BlobHeaders headers = BlobHeaders.explicit(request);
    Optional<Long> length = request.header(LENGTH).map(_ -> PageRange.length(request, LENGTH));
    return transactions.transact(transaction -> {
      BlobRow row = paged(transaction, request, blob);
      Stamp stamp = blobs.stamps().after(row.stamp(), request.now());
      long number = SequenceNumber.changed(request, KindHeaders.sequenceNumber(row));
      BlobRow changed =
          row.withBody(resized(transaction, blob, row, length.orElse(row.length()), stamp))
              .with(BlobField.SEQUENCE_NUMBER, number)
              .withHeaders(stamp, headers.values().isEmpty() ? row.headers() : headers);
      store(transaction, request, blob, row, changed);
      return KindHeaders.addSequenceNumber(
          Response.of(200).withHeaders(_ -> changed.stampHeaders()), changed);
    });
  }

  private static BlobBody resized(
      Transaction transaction, BlobId blob, BlobRow row, long length, Stamp stamp) {
    BlobBody body = row.body();
    if (length < body.length()) {
      body =
          new LayoutWriter(transaction, blob)
              .overwrite(body, stamp.version(), length, body.length(), Optional.empty());
    }
    return new BlobBody(body.kind(), length, body.layout());
  }

  /// A layout that was shared may be nobody's any more once the blob has its own.
  private static void store(
      Transaction transaction, StorageRequest request, BlobId blob, BlobRow before, BlobRow after) {
    transaction.put(BlobKeys.properties(blob), after.toBytes());
    if (before.body().layout().id() != after.body().layout().id()) {
      new LayoutWriter(transaction, blob).release(before.body(), request.now());
    }
  }

  private static BlobRow paged(Transaction transaction, StorageRequest request, BlobId blob) {
    BlobRow row = Blobs.present(transaction.get(BlobKeys.properties(blob)));
    Conditions.of(request).checkChange(row, request.now());
    CustomerKey.check(request, row);
    row.checkKind(BlobKind.PAGE);
    if (row.get(BlobField.COPY).filter(copy -> copy.snapshot().isPresent()).isPresent()) {
      throw new StorageException(StorageError.OPERATION_NOT_ALLOWED_ON_INCREMENTAL_COPY_BLOB);
    }
    return row;
  }
}
