package weftline.storage.blob;

import java.util.Optional;
import weftline.kv.KeyValueStore;
import weftline.net.Response;
import weftline.storage.Parameters;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;
import weftline.storage.XmlWriter;

/// Tells which pages of a blob hold something, or differ from an earlier snapshot.
record PageLists(KeyValueStore store) {
  private static final int LIST_MAX = 10_000;

  Response list(StorageRequest request, BlobId blob) {
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      BlobRow row = History.find(snapshot::get, blob, Which.of(request)).row();
      Conditions.of(request).checkRead(row, request.now());
      row.checkKind(BlobKind.PAGE);
      Range range = row.length() == 0 ? new Range(0, -1) : PageRange.listed(request, row.length());
      XmlWriter xml = new XmlWriter().start("PageList");
      PageListWriter written = new PageListWriter(xml, size(request));
      Optional<Long> marker = marker(request);
      long from = Math.max(range.first() / PageRange.PAGE * PageRange.PAGE, marker.orElse(0L));
      long to = Math.min(row.length(), range.last() + 1);
      walk(snapshot, blob, row, before(snapshot, request, blob), new Range(from, to - 1), written);
      xml.element("NextMarker", written.finish());
      return xml.end()
          .toResponse(200)
          .with("ETag", row.stamp().etag())
          .with("Last-Modified", row.stampHeaders().first("Last-Modified").orElse(""))
          .with("x-ms-blob-content-length", Long.toString(row.length()));
    }
  }

  /// The snapshot that the present state is to be compared with, if it is to be.
  private static Optional<BlobRow> before(
      KeyValueStore.Snapshot snapshot, StorageRequest request, BlobId blob) {
    Optional<String> named =
        request
            .query()
            .first("prevsnapshot")
            .or(() -> request.header("x-ms-previous-snapshot-url").map(PageLists::snapshotIn));
    if (named.isEmpty()) {
      return Optional.empty();
    }
    long time =
        Moments.parse(named.get())
            .orElseThrow(() ->
                new StorageException(StorageError.INVALID_QUERY_PARAMETER_VALUE)
                    .withDetail("QueryParameterName", "prevsnapshot")
                    .withDetail("QueryParameterValue", named.get()));
    if (Which.of(request) instanceof Which.Snapshot(long present) && time > present) {
      throw new StorageException(StorageError.PREVIOUS_SNAPSHOT_CANNOT_BE_NEWER);
    }
    try {
      return Optional.of(History.find(snapshot::get, blob, new Which.Snapshot(time)).row());
    } catch (StorageException _) {
      throw new StorageException(StorageError.PREVIOUS_SNAPSHOT_NOT_FOUND);
    }
  }

  private static String snapshotIn(String url) {
    int question = url.indexOf('?');
    return Parameters.parse(question < 0 ? "" : url.substring(question + 1)).text("snapshot");
  }

  private static void walk(
      KeyValueStore.Snapshot snapshot,
      BlobId blob,
      BlobRow row,
      Optional<BlobRow> before,
      Range range,
      PageListWriter written) {
    try (PieceView present = new PieceView(snapshot, blob, row.body(), range.first())) {
      if (before.isEmpty()) {
        walk(present, Optional.empty(), range, written);
        return;
      }
      try (PieceView then = new PieceView(snapshot, blob, before.get().body(), range.first())) {
        walk(present, Optional.of(then), range, written);
      }
    }
  }

  /// Goes from one place where either state changes to the next.
  private static void walk(
      PieceView present, Optional<PieceView> before, Range range, PageListWriter written) {
    long at = range.first();
    while (at <= range.last() && !written.isFull()) {
      long start = at;
      Optional<Piece.Placed> now = present.at(at);
      Optional<Piece.Placed> then = before.flatMap(view -> view.at(start));
      long end = Math.min(range.last() + 1, present.changesAfter(at));
      if (before.isPresent()) {
        end = Math.min(end, before.get().changesAfter(at));
      }
      if (now.isPresent() && !isSame(now.get(), then)) {
        written.add("PageRange", at, end);
      } else if (now.isEmpty() && then.isPresent()) {
        written.add("ClearRange", at, end);
      }
      at = end;
    }
  }

  private static boolean isSame(Piece.Placed now, Optional<Piece.Placed> then) {
    return then.filter(now::showsSameBytesAs).isPresent();
  }

  private static int size(StorageRequest request) {
    return request
        .query()
        .number("maxresults", 1, Integer.MAX_VALUE)
        .map(size -> Math.min(size, LIST_MAX))
        .orElse(Integer.MAX_VALUE);
  }

  private static Optional<Long> marker(StorageRequest request) {
    String text = request.query().text("marker");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Math.max(0, Long.parseLong(text)));
    } catch (NumberFormatException _) {
      throw new StorageException(StorageError.INVALID_MARKER);
    }
  }
}
