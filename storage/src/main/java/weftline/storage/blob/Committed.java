package weftline.storage.blob;

import java.util.ArrayList;
import java.util.List;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions.Transaction;

/// The blocks that make up a block blob, as far as they have been put one by one.
final class Committed {
  private Committed() {}

  static List<Block> of(KeyValueStore.Snapshot snapshot, BlobId blob, BlobBody body) {
    return isOfPieces(body)
        ? blocks(PieceScan.of(snapshot, blob, body.layout().id(), 0))
        : List.of();
  }

  static List<Block> of(Transaction transaction, BlobId blob, BlobBody body) {
    return isOfPieces(body)
        ? blocks(PieceScan.of(transaction, blob, body.layout().id(), 0))
        : List.of();
  }

  private static boolean isOfPieces(BlobBody body) {
    return switch (body.layout().form()) {
      case NONE, INLINE -> false;
      case SINGLE, MANY -> body.kind() == BlobKind.BLOCK;
    };
  }

  private static List<Block> blocks(PieceScan pieces) {
    List<Block> blocks = new ArrayList<>();
    try (pieces) {
      while (pieces.next()) {
        Piece piece = pieces.placed().piece();
        if (!piece.block().isEmpty()) {
          blocks.add(new Block(piece.block(), piece.content()));
        }
      }
    }
    return blocks;
  }
}
