package weftline.storage.blob;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.StoreException;
import weftline.storage.CheckReport;
import weftline.storage.RowCheck;

/// Checks the rows of blobs and the bytes behind them: each row can be read, what it names is
/// there, and every chunk is what was written.
public final class BlobCheck {
  private final KeyValueStore.Snapshot snapshot;
  private final ExtentStore extents;
  private final CheckReport report;
  private final RowCheck rows;
  private final Set<ContainerId> containers = new HashSet<>();
  private final Set<Long> referred = new HashSet<>();

  private BlobCheck(KeyValueStore.Snapshot snapshot, ExtentStore extents, CheckReport report) {
    this.snapshot = snapshot;
    this.extents = extents;
    this.report = report;
    this.rows = new RowCheck(snapshot, report);
  }

  public static void run(KeyValueStore.Snapshot snapshot, ExtentStore extents, CheckReport report) {
    new BlobCheck(snapshot, extents, report).run();
  }

  private void run() {
    rows.each(
        "a container",
        BlobKeys.allContainers(),
        (key, row) -> containers.add(BlobKeys.containerOf(key, ContainerRow.read(row))));
    rows.each(
        "a deleted container",
        BlobKeys.allDeleted(),
        (key, _) -> containers.add(BlobKeys.deletedContainer(key)));
    rows.each(
        "a container that can come back",
        BlobKeys.allKept(),
        (key, row) -> {
          KeptContainer.read(row);
          containers.add(BlobKeys.keptContainer(key));
        });
    rows.each("a blob", BlobKeys.allBlobs(), (key, row) -> blob(BlobKeys.blobOf(key), row));
    rows.each(
        "a snapshot or version",
        BlobKeys.allHistory(),
        (key, row) -> blob(BlobKeys.historyBlob(key), row));
    rows.each("the bytes of a blob", BlobKeys.allInline(), (key, _) -> named(key));
    rows.each("a piece of a blob", BlobKeys.allPieces(), this::piece);
    rows.each(
        "a staged block",
        BlobKeys.allStaged(),
        (key, row) -> {
          content(key, Block.Staged.read(row).block().content());
          marked(BlobKeys.blobOf(key));
        });
    rows.each(
        "blobs with staged blocks", BlobKeys.allUncommitted(), (_, row) -> Staged.Mark.read(row));
    rows.each("a copy that goes on", BlobKeys.allCopying(), (key, _) -> BlobKeys.copyingBlob(key));
    rows.each(
        "a blob that goes by itself",
        BlobKeys.allExpiring(),
        (key, _) -> BlobKeys.expiringBlob(key));
    rows.each("a blob that is or was kept", BlobKeys.allHeld(), (key, _) -> BlobKeys.blobOf(key));
    rows.each("a discarded layout", BlobKeys.allDiscarded(), (key, _) -> discarded(key));
    for (long extent : extents.numbers()) {
      if (!referred.contains(extent)) {
        report.orphan("extent " + extent + " is named by nothing");
      }
    }
  }

  private void blob(BlobId blob, byte[] bytes) {
    BlobBody body = BlobRow.read(bytes).body();
    if (!containers.contains(blob.container())) {
      report.orphan(blob + " of no container");
      return;
    }
    switch (body.layout().form()) {
      case NONE -> {
        if (body.length() > 0 && body.kind() != BlobKind.PAGE) {
          report.damage("the bytes of " + blob + " are missing");
        }
      }
      case INLINE -> inline(blob, body);
      case SINGLE, MANY -> pieces(blob, body);
    }
  }

  private void inline(BlobId blob, BlobBody body) {
    Optional<byte[]> row = snapshot.get(BlobKeys.inline(blob, body.layout().id()));
    if (row.isEmpty() || row.get().length != body.length()) {
      report.damage("the bytes of " + blob + " are missing or of another length");
    }
  }

  /// Of what a snapshot shares with a blob that has grown since, the end is not its own.
  private void pieces(BlobId blob, BlobBody body) {
    long at = 0;
    boolean holes = false;
    try (PieceScan scan = PieceScan.of(snapshot, blob, body.layout().id(), 0)) {
      while (at < body.length() && scan.next()) {
        holes |= scan.placed().start() > at;
        if (scan.placed().start() < at) {
          report.damage("pieces of " + blob + " overlap at " + at);
        }
        at = scan.placed().end();
      }
    }
    if (body.kind() != BlobKind.PAGE && (holes || at < body.length())) {
      report.damage("a piece of " + blob + " is missing");
    }
  }

  private void piece(Key key, byte[] row) {
    Piece piece = Piece.read(row);
    if (piece.skip() < 0
        || piece.length() < 1
        || piece.skip() + piece.length() > piece.content().length()) {
      report.damage("a piece of " + BlobKeys.blobOf(key) + " is larger than what is in it");
    }
    content(key, piece.content());
  }

  private void named(Key key) {
    if (!containers.contains(BlobKeys.blobOf(key).container())) {
      report.orphan("bytes of " + BlobKeys.blobOf(key) + " of no container");
    }
  }

  private void marked(BlobId blob) {
    if (snapshot.get(BlobKeys.uncommitted(blob)).isEmpty()) {
      report.orphan("a staged block of " + blob + ", which no row says to have any");
    }
  }

  private void discarded(Key key) {
    BlobKeys.discardedBlob(key);
    BlobKeys.discardedLayout(key);
  }

  private void content(Key key, Content content) {
    switch (content) {
      case Content.Inline _ -> {
        // The engine has verified it with its row.
      }
      case Content.Stored(List<Chunk> chunks) ->
          chunks.forEach(chunk -> chunk(BlobKeys.blobOf(key), chunk));
    }
  }

  private void chunk(BlobId blob, Chunk chunk) {
    referred.add(chunk.extent());
    try {
      extents.read(chunk);
      report.chunk(chunk.length());
    } catch (IOException | StoreException e) {
      report.damage(blob + ": " + e.getMessage());
    }
  }
}
