package weftline.storage.blob;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions.Transaction;
import weftline.storage.RowWriter;

/// Writes the rows that hold the bytes of one blob, and takes them away, within a transaction.
/// Every use goes with a change of the blob's own row, which is what others are guarded by.
record LayoutWriter(Transaction transaction, BlobId blob) {
  private static final int PIECE_CHUNKS_MAX = 64;

  /// The bytes of a blob that is put whole.
  LayoutRef whole(long id, Content content) {
    return switch (content) {
      case Content.Inline(byte[] bytes) -> {
        if (bytes.length == 0) {
          yield LayoutRef.of(id, LayoutRef.Form.NONE);
        }
        transaction.put(BlobKeys.inline(blob, id), bytes);
        yield LayoutRef.of(id, LayoutRef.Form.INLINE);
      }
      case Content.Stored(List<Chunk> chunks) -> {
        List<Piece> pieces = new ArrayList<>();
        for (int from = 0; from < chunks.size(); from += PIECE_CHUNKS_MAX) {
          int to = Math.min(chunks.size(), from + PIECE_CHUNKS_MAX);
          pieces.add(Piece.of(new Content.Stored(chunks.subList(from, to))));
        }
        yield pieces(id, pieces);
      }
    };
  }

  /// One piece after the other, without holes.
  LayoutRef pieces(long id, List<Piece> pieces) {
    long end = 0;
    int count = 0;
    for (Piece piece : pieces) {
      if (piece.length() > 0) {
        end += piece.length();
        count++;
        put(id, end, piece);
      }
    }
    return LayoutRef.of(id, count == 1 ? LayoutRef.Form.SINGLE : LayoutRef.Form.MANY);
  }

  /// Pieces with holes between them.
  LayoutRef placed(long id, List<Piece.Placed> pieces) {
    pieces.forEach(placed -> put(id, placed.end(), placed.piece()));
    return LayoutRef.of(id, pieces.isEmpty() ? LayoutRef.Form.NONE : LayoutRef.Form.MANY);
  }

  /// Adds a piece behind all others. A snapshot that shares the layout knows its own length.
  BlobBody append(BlobBody body, Piece piece) {
    if (piece.length() == 0) {
      return body;
    }
    long end = body.length() + piece.length();
    LayoutRef layout = body.layout();
    put(layout.id(), end, piece);
    LayoutRef.Form form =
        layout.form() == LayoutRef.Form.NONE ? LayoutRef.Form.SINGLE : LayoutRef.Form.MANY;
    return new BlobBody(body.kind(), end, new LayoutRef(layout.id(), form, layout.shared()));
  }

  /// Puts a piece, or a hole, in the place of whatever is between two offsets. A layout that others
  /// share becomes the blob's own first. Once in a transaction, and in layouts without inline row.
  ///
  /// @param newId of the copy, if there must be one
  BlobBody overwrite(BlobBody body, long newId, long from, long to, Optional<Piece> piece) {
    LayoutRef old = body.layout();
    LayoutRef.Form form = LayoutRef.Form.MANY;
    LayoutRef own = old.shared() ? LayoutRef.of(newId, form) : new LayoutRef(old.id(), form, false);
    if (old.shared()) {
      copyAround(old.id(), newId, from, to);
    } else {
      cut(old.id(), from, to);
    }
    piece.ifPresent(present -> put(own.id(), to, present));
    return new BlobBody(body.kind(), body.length(), own);
  }

  /// Takes a layout away that a row has named until now, unless another row of the blob names it.
  /// Call it when the rows are as they shall be.
  void release(BlobBody body, Instant now) {
    LayoutRef layout = body.layout();
    if (layout.form() == LayoutRef.Form.NONE && !layout.shared()) {
      return;
    }
    if (layout.shared() && isNamed(layout.id())) {
      return;
    }
    switch (layout.form()) {
      case NONE, MANY -> discard(layout.id(), now);
      case INLINE -> transaction.delete(BlobKeys.inline(blob, layout.id()));
      case SINGLE -> {
        if (layout.shared()) {
          discard(layout.id(), now);
        } else {
          transaction.delete(BlobKeys.piece(blob, layout.id(), body.length()));
        }
      }
    }
  }

  private void discard(long id, Instant now) {
    transaction.put(BlobKeys.discarded(blob, id), new RowWriter().instant(now).toBytes());
  }

  private boolean isNamed(long id) {
    if (names(BlobKeys.properties(blob), id)) {
      return true;
    }
    Key all = BlobKeys.history(blob);
    try (KeyValueStore.Cursor cursor = transaction.scan(all, all.afterPrefix())) {
      while (cursor.next()) {
        if (names(cursor.key(), id)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Read by key, so that whoever takes that row away meanwhile conflicts with this.
  private boolean names(Key key, long id) {
    return transaction
        .get(key)
        .filter(row -> BlobRow.read(row).body().layout().id() == id)
        .isPresent();
  }

  private void copyAround(long id, long newId, long from, long to) {
    PieceAllowance allowance = new PieceAllowance();
    try (PieceScan scan = PieceScan.of(transaction, blob, id, 0)) {
      while (scan.next()) {
        allowance.take(scan.placed().piece());
        transaction.get(scan.key());
        keepOutside(newId, scan.placed(), from, to);
      }
    }
  }

  /// The pieces are read by key too: if they move to other extents meanwhile, this conflicts.
  private void cut(long id, long from, long to) {
    PieceAllowance allowance = new PieceAllowance();
    try (PieceScan scan = PieceScan.of(transaction, blob, id, from)) {
      while (scan.next() && scan.placed().start() < to) {
        allowance.take(scan.placed().piece());
        transaction.get(scan.key());
        transaction.delete(scan.key());
        keepOutside(id, scan.placed(), from, to);
      }
    }
  }

  private void keepOutside(long id, Piece.Placed placed, long from, long to) {
    long start = placed.start();
    long end = placed.end();
    if (end <= from || start >= to) {
      put(id, end, placed.piece());
      return;
    }
    if (start < from) {
      put(id, from, placed.piece().part(0, from - start));
    }
    if (end > to) {
      put(id, end, placed.piece().part(to - start, end - start));
    }
  }

  private void put(long id, long end, Piece piece) {
    transaction.put(BlobKeys.piece(blob, id, end), piece.toBytes());
  }
}
