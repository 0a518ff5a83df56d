package weftline.storage.blob;

import java.util.Optional;
import weftline.kv.KeyValueStore;

/// Which piece of a blob is at an offset, for offsets that only grow.
final class PieceView implements AutoCloseable {
  private final PieceScan scan;
  private final long length;
  private Optional<Piece.Placed> next;

  PieceView(KeyValueStore.Snapshot snapshot, BlobId blob, BlobBody body, long offset) {
    scan = PieceScan.of(snapshot, blob, body.layout().id(), offset);
    length = body.length();
    next = advance();
  }

  /// Empty in a hole, and behind the end.
  Optional<Piece.Placed> at(long offset) {
    moveTo(offset);
    return next.filter(piece -> piece.start() <= offset);
  }

  /// Up to where nothing changes: the end of the piece that is here, or the start of the next.
  long changesAfter(long offset) {
    moveTo(offset);
    return next.map(
            piece -> piece.start() <= offset ? Math.min(piece.end(), length) : piece.start())
        .orElse(Long.MAX_VALUE);
  }

  @Override
  public void close() {
    scan.close();
  }

  private void moveTo(long offset) {
    while (next.isPresent() && next.get().end() <= offset) {
      next = advance();
    }
  }

  private Optional<Piece.Placed> advance() {
    return scan.next()
        ? Optional.of(scan.placed()).filter(piece -> piece.start() < length)
        : Optional.empty();
  }
}
