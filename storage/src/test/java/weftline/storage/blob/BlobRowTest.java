package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import weftline.kv.Key;

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
            6,
            new BlobHeaders(new TreeMap<>(Map.of("Content-Type", "text/plain"))),
            new TreeMap<>(Map.of("a", "b")));

    assertThat(BlobRow.read(row.toBytes())).isEqualTo(row);
  }

  @Test
  void containers() {
    ContainerRow row = new ContainerRow(7, new Stamp(5, TIME), new TreeMap<>(Map.of("a", "b")));

    assertThat(ContainerRow.read(row.toBytes())).isEqualTo(row);
  }

  @Test
  void layouts() {
    Layout layout =
        new Layout(
            List.of(
                new Block("QQ==", new Content.Stored(List.of(new Chunk(1, 2, 3, -4)))),
                new Block("Qg==", new Content.Stored(List.of()))));

    assertThat(Layout.read(layout.toBytes())).isEqualTo(layout);
    assertThat(layout.length()).isEqualTo(3);
    assertThat(layout.namedBlocks()).hasSize(2);
    assertThat(layout.inline()).isEmpty();
    assertThat(Layout.whole(new Content.Inline(new byte[] {1})).inline()).isPresent();
    assertThat(Layout.whole(new Content.Inline(new byte[] {1})).namedBlocks()).isEmpty();
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
