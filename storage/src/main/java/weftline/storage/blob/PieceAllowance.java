package weftline.storage.blob;

import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// How much of the layouts of blobs one transaction may write, copy or cut: all of it is in memory
/// at once.
final class PieceAllowance {
  static final int PIECES_MAX = 200_000;

  /// What rows themselves hold of the blob's bytes. The kinds of blobs take so few bytes into rows
  /// that as many pieces as they may have stay below.
  static final long INLINE_BYTES_MAX = 128L << 20;

  private int pieces;
  private long inlineBytes;

  /// Refuses a piece that would be too much.
  Piece take(Piece piece) {
    pieces++;
    if (piece.content() instanceof Content.Inline(byte[] bytes)) {
      inlineBytes += bytes.length;
    }
    if (pieces > PIECES_MAX || inlineBytes > INLINE_BYTES_MAX) {
      throw new StorageException(
          StorageError.BLOCK_COUNT_EXCEEDS_LIMIT,
          "The operation touches more than %,d separately written parts of the blob, or %,d bytes"
                  .formatted(PIECES_MAX, INLINE_BYTES_MAX)
              + " in small ones.");
    }
    return piece;
  }
}
