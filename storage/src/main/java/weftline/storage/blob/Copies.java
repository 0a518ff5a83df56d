package weftline.storage.blob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.net.Response;
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
    Sources sources) {
  private static final String COPY_ID = "x-ms-copy-id";
  private static final String COPY_STATUS = "x-ms-copy-status";

  /// Copies all of a blob, its properties too.
  CompletionStage<Response> copy(StorageRequest request, BlobId blob) throws IOException {
    return switch (sources.open(request)) {
      case Source.Own own -> share(request, blob, own);
      case Source.Foreign foreign -> throw new StorageException(StorageError.NOT_IMPLEMENTED);
    };
  }

  /// As [#copy], but the bytes are there when it is answered, wherever they come from.
  CompletionStage<Response> copyAtOnce(StorageRequest request, BlobId blob) throws IOException {
    Source source = sources.open(request);
    if (source instanceof Source.Own own && own.row().body().kind() == BlobKind.BLOCK) {
      return share(request, blob, own);
    }
    throw new StorageException(StorageError.NOT_IMPLEMENTED);
  }

  private CompletionStage<Response> share(StorageRequest request, BlobId blob, Source.Own own) {
    List<Piece.Placed> pieces;
    ExtentStore.Pins pins;
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      pieces = pieces(snapshot, own);
      pins = extents.pin(BlobBytes.chunks(pieces));
    }
    CopyState state = CopyState.done(id(), source(request), own.row().length(), request.now());
    Blobs.Replacement replacement = replacement(request, own, pieces, state);
    return transactions
        .transact(transaction -> {
          checkTarget(transaction, blob, own.row().body().kind());
          return blobs.replace(transaction, request, blob, replacement);
        })
        .<Response>thenApply(row -> accepted(row, state))
        .whenComplete((_, _) -> pins.close());
  }

  private static Blobs.Replacement replacement(
      StorageRequest request, Source.Own own, List<Piece.Placed> pieces, CopyState copy) {
    SortedMap<String, String> metadata = request.metadata();
    BlobRow row = own.row();
    BlobBody body = row.body();
    return new Blobs.Replacement(
        Conditions.of(request),
        row.headers(),
        metadata.isEmpty() ? row.metadata() : metadata,
        (writer, id) -> new BlobBody(body.kind(), body.length(), layout(writer, id, own, pieces)),
        state(request, row).with(BlobField.COPY, copy));
  }

  /// What goes with the bytes of its kind.
  private static BlobState state(StorageRequest request, BlobRow row) {
    BlobState state = BlobState.EMPTY;
    return switch (row.body().kind()) {
      case BLOCK -> state;
      case PAGE -> state.with(BlobField.SEQUENCE_NUMBER, KindHeaders.sequenceNumber(row));
      case APPEND -> {
        BlobState counted = state.with(BlobField.APPENDS, row.get(BlobField.APPENDS).orElse(0L));
        boolean sealed = request.header("x-ms-seal-blob").orElse("").equalsIgnoreCase("true");
        yield sealed ? counted.with(BlobField.SEALED, true) : counted;
      }
    };
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
        try (PieceScan scan = PieceScan.of(snapshot, own.blob(), body.layout().id(), 0)) {
          while (scan.next() && scan.placed().start() < body.length()) {
            pieces.add(scan.placed().before(body.length()));
          }
        }
        yield pieces;
      }
    };
  }

  private static void checkTarget(Transaction transaction, BlobId blob, BlobKind kind) {
    Optional<BlobRow> present = transaction.get(BlobKeys.properties(blob)).map(BlobRow::read);
    if (present.filter(row -> row.body().kind() != kind).isPresent()) {
      throw new StorageException(StorageError.INVALID_BLOB_TYPE);
    }
  }

  /// There is none that an answer would not have waited for.
  CompletionStage<Response> abort(StorageRequest request, BlobId blob) {
    if (!request.header("x-ms-copy-action").orElse("").equalsIgnoreCase("abort")) {
      throw WireNumbers.invalid("x-ms-copy-action", request.header("x-ms-copy-action").orElse(""));
    }
    return transactions.transact(transaction -> {
      BlobRow row = Blobs.present(transaction.get(BlobKeys.properties(blob)));
      CopyState copy =
          row.get(BlobField.COPY)
              .filter(state -> state.status() == CopyState.Status.PENDING)
              .orElseThrow(() -> new StorageException(StorageError.NO_PENDING_COPY_OPERATION));
      if (!copy.id().equals(request.query().text("copyid").toLowerCase(Locale.ROOT))) {
        throw new StorageException(StorageError.COPY_ID_MISMATCH);
      }
      CopyState ended = copy.ended(CopyState.Status.ABORTED, 0, request.now());
      transaction.put(BlobKeys.properties(blob), row.with(BlobField.COPY, ended).toBytes());
      return Response.of(204);
    });
  }

  private static Response accepted(BlobRow row, CopyState copy) {
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
    return question < 0 ? url : url.substring(0, question);
  }
}
