package weftline.storage.blob;

import static weftline.storage.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import weftline.storage.StorageError;

/// What one transaction may touch of a blob has an end, in pieces and in bytes.
class PieceAllowanceTest {
  private static final Piece STORED = Piece.of(new Content.Stored(List.of()));

  private final PieceAllowance allowance = new PieceAllowance();

  @Test
  void endsWithTooManyPieces() {
    take(STORED, PieceAllowance.PIECES_MAX);

    assertRefused(StorageError.BLOCK_COUNT_EXCEEDS_LIMIT, () -> allowance.take(STORED));
  }

  @Test
  void endsWithTooManyBytesInRows() {
    Piece inline = Piece.of(new Content.Inline(new byte[1 << 20]));
    take(inline, (int) (PieceAllowance.INLINE_BYTES_MAX >> 20));

    allowance.take(STORED);
    assertRefused(StorageError.BLOCK_COUNT_EXCEEDS_LIMIT, () -> allowance.take(inline));
  }

  @Test
  void aPartOfAPieceCountsWhole() {
    Piece inline = Piece.of(new Content.Inline(new byte[1 << 20])).part(0, 1);
    take(inline, (int) (PieceAllowance.INLINE_BYTES_MAX >> 20));

    assertRefused(StorageError.BLOCK_COUNT_EXCEEDS_LIMIT, () -> allowance.take(inline));
  }

  private void take(Piece piece, int times) {
    for (int i = 0; i < times; i++) {
      allowance.take(piece);
    }
  }
}
