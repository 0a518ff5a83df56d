package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import weftline.kv.Key;
import weftline.storage.AccessList;
import weftline.storage.PublicAccess;

/// Rows and keys come back as they were written, and keys stand in the order of names.
class BlobRowTest {
  private static final Instant TIME = Instant.parse("2026-01-31T10:00:00.123456789Z");
  private static final ContainerId BOX = new ContainerId("me", "box", 7);

  @Test
  void blobs() {
    BlobRow row =
        new BlobRow(
            new Stamp(5, TIME),
            TIME.minusSeconds(1),
            new BlobHeaders(new TreeMap<>(Map.of("Content-Type", "text/plain"))),
            new TreeMap<>(Map.of("a", "b")),
            new BlobBody(BlobKind.PAGE, 6, new LayoutRef(7, LayoutRef.Form.MANY, true)),
            BlobState.EMPTY);
    BlobRow full =
        row.with(BlobField.VERSION, 8L)
            .with(BlobField.HISTORY, History.Kind.VERSION)
            .with(BlobField.DELETION, new Deletion(TIME, TIME.plusSeconds(1)));

    assertThat(BlobRow.read(row.toBytes())).isEqualTo(row);
    assertThat(BlobRow.read(full.toBytes())).isEqualTo(full);
    assertThat(full.get(BlobField.VERSION)).contains(8L);
    assertThat(full.without(BlobField.VERSION).get(BlobField.VERSION)).isEmpty();
    assertThat(row.without(BlobField.VERSION)).isEqualTo(row);
  }

  @Test
  void containers() {
    ContainerRow row =
        new ContainerRow(
            7,
            new Stamp(5, TIME),
            new TreeMap<>(Map.of("a", "b")),
            Lease.NONE,
            new ContainerAccess(PublicAccess.BLOB, AccessList.EMPTY));

    assertThat(ContainerRow.read(row.toBytes())).isEqualTo(row);
  }

  @Test
  void pieces() {
    Piece stored = new Piece("QQ==", new Content.Stored(List.of(new Chunk(1, 2, 3, -4))), 1, 2);
    Piece inline = Piece.of(new Content.Inline(new byte[] {1, 2, 3}));

    assertThat(Piece.read(stored.toBytes())).isEqualTo(stored);
    assertThat(Piece.read(inline.toBytes()).length()).isEqualTo(3);
    assertThat(stored.part(1, 2)).isEqualTo(new Piece("QQ==", stored.content(), 2, 1));
  }

  @Test
  void keys() {
    Key first = BlobKeys.properties(new BlobId(BOX, "a"));
    Key second = BlobKeys.properties(new BlobId(BOX, "a/b"));
    Key third = BlobKeys.properties(new BlobId(BOX, "ab"));

    assertThat(List.of(first, second, third)).isSorted();
    assertThat(BlobKeys.blobName(second)).isEqualTo("a/b");
    assertThat(second.startsWith(BlobKeys.blobs(BOX, "a/"))).isTrue();
    assertThat(third.startsWith(BlobKeys.blobs(BOX, "a/"))).isFalse();
    assertThat(BlobKeys.containerName(BlobKeys.container("me", "box"))).isEqualTo("box");
    assertThat(BlobKeys.pieceEnd(BlobKeys.piece(new BlobId(BOX, "a"), 3, 99))).isEqualTo(99);
    assertThat(BlobKeys.discardedBlob(BlobKeys.discarded(new BlobId(BOX, "a"), 3)))
        .isEqualTo(new BlobId(BOX, "a"));
    assertThat(BlobKeys.deletedContainer(BlobKeys.deleted(BOX))).isEqualTo(BOX);
  }

  @Test
  void versionsNeverRepeat() {
    Stamps stamps = new Stamps();
    Stamp first = stamps.next(TIME);
    Stamp second = stamps.next(TIME.minusSeconds(3_600));
    Stamp third = stamps.after(new Stamp(first.version() + 100, TIME), TIME);

    assertThat(second.version()).isEqualTo(first.version() + 1);
    assertThat(third.version()).isEqualTo(first.version() + 101);
    assertThat(stamps.next(TIME.plusNanos(100_000)).version()).isEqualTo(first.version() + 1_000);
  }
}
