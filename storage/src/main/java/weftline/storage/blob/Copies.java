package weftline.storage.blob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.net.Response;
import weftline.storage.Parameters;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Makes blobs of other blobs. Within this server a copy has rows of its own that name the bytes
/// that are there already, so it takes no time that grows with them.
record Copies(
    Transactions transactions,
    KeyValueStore store,
    ExtentStore extents,
    Blobs blobs,
    Uploads uploads,
    Sources sources,
    BackgroundCopies background) {
  private static final String COPY_ID = "x-ms-copy-id";
  private static final String COPY_STATUS = "x-ms-copy-status";

  /// Copies all of a blob, its properties too.
  CompletionStage<Response> copy(StorageRequest request, BlobId blob) throws IOException {
    return switch (sources.open(request)) {
      case Source.Own own -> {
        CopyState state = CopyState.done(id(), source(request), own.row().length(), request.now());
        yield share(request, blob, own, replaced(request, own, state))
            .thenApply(row -> accepted(row, state));
      }
      case Source.Foreign foreign ->
          background.begin(request, blob, foreign, new CopyName(id(), source(request)));
    };
  }

  /// As [#copy], but into a block blob, and the bytes are there when it is answered, wherever they
  /// come from.
  CompletionStage<Response> copyAtOnce(StorageRequest request, BlobId blob) throws IOException {
    Source source = openToRead(request);
    if (source instanceof Source.Own own && isShareable(request, own)) {
      CopyState state = CopyState.done(id(), source(request), own.row().length(), request.now());
      return share(request, blob, own, replaced(request, own, state))
          .thenApply(row -> withMd5(accepted(row, state), row));
    }
    BlobState tags = SourceState.tags(request, source);
    Sources.Taken taken = take(request, source);
    CopyState state =
        CopyState.done(id(), source(request), taken.upload().content().length(), request.now());
    SortedMap<String, String> metadata = request.metadata();
    return put(
            request,
            blob,
            taken,
            new Properties(
                taken.headers().withMd5(taken.upload().md5()),
                metadata.isEmpty() ? taken.metadata() : metadata,
                tags.with(BlobField.COPY, state)))
        .thenApply(row -> withMd5(accepted(row, state), row));
  }

  /// Puts a block blob whose bytes come from another blob. Its properties are the request's, and
  /// the source's where the request wants them.
  CompletionStage<Response> putFromUrl(StorageRequest request, BlobId blob) throws IOException {
    if (BlobKind.named(request.header("x-ms-blob-type").orElse("")).stream()
        .noneMatch(BlobKind.BLOCK::equals)) {
      throw WireNumbers.invalid("x-ms-blob-type", request.header("x-ms-blob-type").orElse(""));
    }
    Source source = openToRead(request);
    BlobState state = SourceState.tags(request, source);
    if (source instanceof Source.Own own && isShareable(request, own)) {
      Properties properties =
          new Properties(headers(request, own.row().headers()), request.metadata(), state);
      return share(request, blob, own, properties)
          .thenApply(row -> withMd5(Blobs.created(row), row));
    }
    Sources.Taken taken = take(request, source);
    Properties properties =
        new Properties(
            headers(request, taken.headers()).withMd5(taken.upload().md5()),
            request.metadata(),
            state);
    return put(request, blob, taken, properties).thenApply(row -> withMd5(Blobs.created(row), row));
  }

  /// Makes a page blob the same as a snapshot of another, and takes a snapshot of it, which shares
  /// with the last one what has not changed.
  CompletionStage<Response> copyIncrementally(StorageRequest request, BlobId blob)
      throws IOException {
    if (!(sources.open(request) instanceof Source.Own own)) {
      throw new StorageException(StorageError.INVALID_SOURCE_BLOB_URL);
    }
    if (!(Which.of(own.request()) instanceof Which.Snapshot)) {
      throw new StorageException(StorageError.INCREMENTAL_COPY_SOURCE_MUST_BE_SNAPSHOT);
    }
    if (own.row().body().kind() != BlobKind.PAGE) {
      throw new StorageException(StorageError.INVALID_SOURCE_BLOB_TYPE);
    }
    CopyState state = CopyState.done(id(), source(request), own.row().length(), request.now());
    Shared shared = shared(own);
    Blobs.Replacement replacement =
        replaced(request, own, state).with(Conditions.of(request), shared.bytes());
    return transactions
        .transact(transaction -> {
          checkContinued(transaction, blob, state);
          BlobRow row = blobs.replace(transaction, request, blob, replacement);
          return withSnapshot(transaction, blob, row, state);
        })
        .<Response>thenApply(row -> accepted(row, state))
        .whenComplete((_, _) -> shared.pins().close());
  }

  private BlobRow withSnapshot(Transaction transaction, BlobId blob, BlobRow row, CopyState state) {
    long time = blobs.stamps().after(row.stamp(), row.stamp().modified()).version();
    BlobRow full =
        row.withBody(row.body().asShared()).with(BlobField.COPY, state.withSnapshot(time));
    transaction.put(BlobKeys.properties(blob), full.toBytes());
    new History(transaction, blob)
        .keep(time, full.without(BlobField.VERSION), History.Kind.SNAPSHOT);
    return full;
  }

  /// What is there must have come from the same blob.
  private static void checkContinued(Transaction transaction, BlobId blob, CopyState state) {
    Optional<BlobRow> present = transaction.get(BlobKeys.properties(blob)).map(BlobRow::read);
    boolean other =
        present
            .filter(row ->
                row.get(BlobField.COPY)
                    .filter(copy -> copy.snapshot().isPresent() && isSameBlob(copy, state))
                    .isEmpty())
            .isPresent();
    if (other) {
      throw new StorageException(StorageError.INCREMENTAL_COPY_BLOB_MISMATCH);
    }
  }

  private static boolean isSameBlob(CopyState one, CopyState other) {
    return withoutQuery(one.source()).equals(withoutQuery(other.source()));
  }

  private static BlobHeaders headers(StorageRequest request, BlobHeaders ofSource) {
    boolean own =
        request.header("x-ms-copy-source-blob-properties").orElse("").equalsIgnoreCase("false");
    BlobHeaders explicit = BlobHeaders.explicit(request);
    return own
        ? explicit.withMd5(
            explicit.value(BlobHeaders.MD5).or(() -> ofSource.value(BlobHeaders.MD5)).orElse(""))
        : ofSource.overriddenBy(explicit);
  }

  /// What is archived can be copied by [#copy] only.
  private Source openToRead(StorageRequest request) throws IOException {
    Source source = sources.open(request);
    if (source instanceof Source.Own own) {
      own.row().checkUnarchived(request.now());
    }
    return source;
  }

  /// Whether the bytes need not be seen.
  private static boolean isShareable(StorageRequest request, Source.Own own) {
    boolean checked =
        request.header("x-ms-source-content-md5").isPresent()
            || request.header("x-ms-source-content-crc64").isPresent();
    return own.row().body().kind() == BlobKind.BLOCK && !checked;
  }

  private Sources.Taken take(StorageRequest request, Source source) throws IOException {
    Sources.Limits limits = new Sources.Limits(Blobs.PUT_MAX, Blobs.INLINE_MAX);
    return sources.take(source, Digests.ofSource(request, true), limits, uploads);
  }

  private CompletionStage<BlobRow> put(
      StorageRequest request, BlobId blob, Sources.Taken taken, Properties properties) {
    Upload upload = taken.upload();
    Content content = upload.content();
    Blobs.Replacement replacement =
        properties.with(
            Conditions.of(request),
            (writer, id) ->
                new BlobBody(BlobKind.BLOCK, content.length(), writer.whole(id, content)));
    return upload
        .sync()
        .thenCompose(_ ->
            transactions.transact(transaction -> {
              Blobs.checkKind(transaction, blob, BlobKind.BLOCK, request.now());
              return blobs.replace(transaction, request, blob, replacement);
            }))
        .whenComplete((_, _) -> upload.close());
  }

  private CompletionStage<BlobRow> share(
      StorageRequest request, BlobId blob, Source.Own own, Properties properties) {
    Shared shared = shared(own);
    Blobs.Replacement replacement = properties.with(Conditions.of(request), shared.bytes());
    return transactions
        .transact(transaction -> {
          Blobs.checkKind(transaction, blob, own.row().body().kind(), request.now());
          return blobs.replace(transaction, request, blob, replacement);
        })
        .whenComplete((_, _) -> shared.pins().close());
  }

  /// Finds what a copy is to name; the pins are to be closed when it does.
  private Shared shared(Source.Own own) {
    BlobBody body = own.row().body();
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      List<Piece.Placed> pieces = pieces(snapshot, own);
      return new Shared(
          (writer, id) -> new BlobBody(body.kind(), body.length(), layout(writer, id, own, pieces)),
          extents.pin(BlobBytes.chunks(pieces)));
    }
  }

  /// Those of a copy: the source's, but for metadata that the request may have.
  private static Properties replaced(StorageRequest request, Source.Own own, CopyState copy) {
    SortedMap<String, String> metadata = request.metadata();
    BlobRow row = own.row();
    return new Properties(
        row.headers(),
        metadata.isEmpty() ? row.metadata() : metadata,
        SourceState.of(request, own).with(BlobField.COPY, copy));
  }

  private static LayoutRef layout(
      LayoutWriter writer, long id, Source.Own own, List<Piece.Placed> pieces) {
    if (own.row().body().kind() == BlobKind.PAGE) {
      return writer.placed(id, pieces);
    }
    Optional<byte[]> inline = own.bytes().inline();
    return own.row().body().layout().form() == LayoutRef.Form.INLINE && inline.isPresent()
        ? writer.whole(id, new Content.Inline(inline.get()))
        : writer.pieces(id, pieces.stream().map(Piece.Placed::piece).toList());
  }

  /// All pieces of a source, none longer than it.
  private List<Piece.Placed> pieces(KeyValueStore.Snapshot snapshot, Source.Own own) {
    BlobBody body = own.row().body();
    return switch (body.layout().form()) {
      case NONE, INLINE, SINGLE -> own.bytes().known();
      case MANY -> {
        List<Piece.Placed> pieces = new ArrayList<>();
        PieceAllowance allowance = new PieceAllowance();
        try (PieceScan scan = PieceScan.of(snapshot, own.blob(), body.layout().id(), 0)) {
          while (scan.next() && scan.placed().start() < body.length()) {
            allowance.take(scan.placed().piece());
            pieces.add(scan.placed().before(body.length()));
          }
        }
        yield pieces;
      }
    };
  }

  private static Response withMd5(Response response, BlobRow row) {
    return row.headers()
        .value(BlobHeaders.MD5)
        .map(md5 -> response.with(BlobHeaders.MD5, md5))
        .orElse(response);
  }

  static Response accepted(BlobRow row, CopyState copy) {
    return Response.of(202)
        .withHeaders(_ -> row.stampHeaders())
        .with(COPY_ID, copy.id())
        .with(COPY_STATUS, copy.status().wireName());
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  /// Without its query, where a signature may be, but for what names a state of the source.
  private static String source(StorageRequest request) {
    String url = request.header(ContentOperation.SOURCE).orElse("");
    int question = url.indexOf('?');
    String snapshot =
        question < 0 ? "" : Parameters.parse(url.substring(question + 1)).text("snapshot");
    return withoutQuery(url) + (snapshot.isEmpty() ? "" : "?snapshot=" + snapshot);
  }

  private static String withoutQuery(String url) {
    int question = url.indexOf('?');
    return question < 0 ? url : url.substring(0, question);
  }

  /// Bytes that are there already.
  private record Shared(Blobs.Bytes bytes, ExtentStore.Pins pins) {}

  /// What a blob is to have beside its bytes.
  private record Properties(
      BlobHeaders headers, SortedMap<String, String> metadata, BlobState state) {
    Blobs.Replacement with(Conditions conditions, Blobs.Bytes bytes) {
      return new Blobs.Replacement(conditions, headers, metadata, bytes, state);
    }
  }

  /// How answers name a copy, and where it comes from.
  record CopyName(String id, String source) {}
}
