package weftline.storage.blob;

import java.util.Optional;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions.Transaction;

/// Walks over the pieces of a layout from an offset on. Where none is, there is a hole.
final class PieceScan implements AutoCloseable {
  private final KeyValueStore.Cursor cursor;
  private Piece.Placed current = new Piece.Placed(0, Piece.of(new Content.Inline(new byte[0])));

  private PieceScan(KeyValueStore.Cursor cursor) {
    this.cursor = cursor;
  }

  static PieceScan of(KeyValueStore.Snapshot snapshot, BlobId blob, long layout, long offset) {
    return new PieceScan(snapshot.scan(from(blob, layout, offset), end(blob, layout)));
  }

  /// What a transaction has changed itself is not seen.
  static PieceScan of(Transaction transaction, BlobId blob, long layout, long offset) {
    return new PieceScan(transaction.scan(from(blob, layout, offset), end(blob, layout)));
  }

  boolean next() {
    if (!cursor.next()) {
      return false;
    }
    Piece piece = Piece.read(cursor.value());
    current = new Piece.Placed(BlobKeys.pieceEnd(cursor.key()) - piece.length(), piece);
    return true;
  }

  /// Where [#next] has led.
  Piece.Placed placed() {
    return current;
  }

  Key key() {
    return cursor.key();
  }

  @Override
  public void close() {
    cursor.close();
  }

  private static Key from(BlobId blob, long layout, long offset) {
    return BlobKeys.piece(blob, layout, offset + 1);
  }

  private static Optional<Key> end(BlobId blob, long layout) {
    return BlobKeys.pieces(blob, layout).afterPrefix();
  }
}
