package weftline.storage.blob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.StoreException;

/// Empties extents of which less than half is still named by rows: copies what is, and lets the
/// rows name the copies. What rows of several blobs share is copied once.
///
/// Whoever changes such a row meanwhile wins; the next round sees to the rest. An extent that is
/// named by nothing any more goes the usual way.
record Compaction(KeyValueStore store, ExtentStore extents) {
  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

  /// What one round copies at most, so that those who wait for the disk do not wait long.
  private static final long ROUND_BYTES_MAX = 256L * 1024 * 1024;

  /// Rows that are changed after one sync.
  private static final int BATCH_MAX = 64;

  /// @param live bytes that rows name, by extent
  void run(Map<Long, Long> live) throws IOException {
    long bytes = 0;
    Set<Long> emptied = new HashSet<>();
    for (Map.Entry<Long, Long> extent : extents.sealedSizes().entrySet()) {
      long named = live.getOrDefault(extent.getKey(), 0L);
      if (named > 0 && named < extent.getValue() / 2 && bytes + named <= ROUND_BYTES_MAX) {
        bytes += named;
        emptied.add(extent.getKey());
      }
    }
    if (!emptied.isEmpty()) {
      new Move(emptied).run();
    }
  }

  /// The emptying of a round's extents, in one scan.
  private final class Move {
    private final Set<Long> emptied;
    private final Map<Chunk, Chunk> copies = new HashMap<>();

    Move(Set<Long> emptied) {
      this.emptied = emptied;
    }

    void run() {
      try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
        List<Row> batch = new ArrayList<>();
        for (Key prefix : List.of(BlobKeys.allPieces(), BlobKeys.allStaged())) {
          try (KeyValueStore.Cursor cursor = snapshot.scan(prefix, prefix.afterPrefix())) {
            while (cursor.next()) {
              Row row = new Row(cursor.key(), cursor.value());
              if (row.namesAny(emptied)) {
                batch.add(row);
              }
              if (batch.size() == BATCH_MAX) {
                move(batch);
                batch.clear();
              }
            }
          }
        }
        move(batch);
      }
    }

    /// The copies are pinned until rows name them, and on disk before.
    private void move(List<Row> rows) {
      try (ExtentStore.Writer writer = extents.writer()) {
        List<Batch> changes = new ArrayList<>();
        for (Row row : rows) {
          changes.add(row.moved(content -> moved(content, writer)));
        }
        writer.sync().toCompletableFuture().join();
        CompletableFuture.allOf(
                changes.stream()
                    .map(change -> store.commit(change).toCompletableFuture())
                    .toArray(CompletableFuture[]::new))
            .join();
      }
    }

    private Content moved(Content content, ExtentStore.Writer writer) {
      return switch (content) {
        case Content.Inline inline -> inline;
        case Content.Stored(List<Chunk> chunks) ->
            new Content.Stored(
                chunks.stream()
                    .map(chunk -> emptied.contains(chunk.extent()) ? copy(chunk, writer) : chunk)
                    .toList());
      };
    }

    /// A damaged chunk stays where it is, and its extent with it, for whoever can mend it.
    private Chunk copy(Chunk chunk, ExtentStore.Writer writer) {
      Chunk known = copies.get(chunk);
      if (known != null) {
        writer.pin(known);
        return known;
      }
      byte[] bytes;
      try {
        bytes = extents.read(chunk);
      } catch (IOException | StoreException e) {
        LOG.atError().addKeyValue("chunk", chunk).setCause(e).log("cannot move a damaged chunk");
        return chunk;
      }
      Chunk copy = writer.append(bytes, bytes.length);
      copies.put(chunk, copy);
      return copy;
    }
  }

  /// A row that may name chunks: a piece or a staged block.
  private record Row(Key key, byte[] bytes) {
    boolean namesAny(Set<Long> wanted) {
      return content() instanceof Content.Stored(List<Chunk> chunks)
          && chunks.stream().anyMatch(chunk -> wanted.contains(chunk.extent()));
    }

    Batch moved(UnaryOperator<Content> move) {
      return Batch.builder()
          .guard(key, Optional.of(bytes))
          .put(key, isStaged() ? movedBlock(move) : movedPiece(move))
          .build();
    }

    private byte[] movedBlock(UnaryOperator<Content> move) {
      Block.Staged staged = Block.Staged.read(bytes);
      Block block = new Block(staged.block().id(), move.apply(staged.block().content()));
      return staged.withBlock(block).toBytes();
    }

    private byte[] movedPiece(UnaryOperator<Content> move) {
      Piece piece = Piece.read(bytes);
      return new Piece(piece.block(), move.apply(piece.content()), piece.skip(), piece.length())
          .toBytes();
    }

    private Content content() {
      return isStaged() ? Block.Staged.read(bytes).block().content() : Piece.read(bytes).content();
    }

    private boolean isStaged() {
      return key.startsWith(BlobKeys.allStaged());
    }
  }
}
