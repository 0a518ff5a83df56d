package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.storage.CheckReport;
import weftline.storage.PlainRequest;
import weftline.storage.RowWriter;

/// Blobs as the first format had them are read by the present program when they are migrated.
class BlobMigrationTest {
  private static final Stamp STAMP = new Stamp(77, PlainRequest.NOW);

  private final KeyValueStore store = new MemoryStore();
  private Path folder;
  private Desk desk;
  private ContainerId container;

  @BeforeEach
  void open(@TempDir Path folder) {
    this.folder = folder;
    desk = new Desk(folder, store);
    byte[] row = store.get(BlobKeys.container("me", "box")).orElseThrow();
    container = new ContainerId("me", "box", ContainerRow.read(row).generation());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aBlobThatWasPutWholeKeepsEverything() {
    put("blob", new Block("", inline("hello")));

    assertThat(BlobMigration.run(store)).isEqualTo(1);

    assertThat(desk.body(Desk.get())).isEqualTo("hello");
    assertThat(desk.header(Desk.get(), "ETag")).isEqualTo(STAMP.etag());
    assertThat(desk.header(Desk.get(), "Content-Type")).isEqualTo("text/plain");
    assertThat(desk.header(Desk.get(), "x-ms-meta-color")).isEqualTo("blue");
    assertThat(desk.header(Desk.get(), "x-ms-blob-type")).isEqualTo("BlockBlob");
    assertThat(desk.outcome(Desk.put("new"))).isEqualTo("201");
    assertThat(desk.body(Desk.get())).isEqualTo("new");
  }

  @Test
  void aBlobOfBlocksKeepsItsBlocks() {
    put("blob", new Block("QQ==", inline("one ")), new Block("Qg==", inline("two")));

    BlobMigration.run(store);

    assertThat(desk.body(Desk.get())).isEqualTo("one two");
    assertThat(desk.body(PlainRequest.of("GET", Desk.BLOB + "?comp=blocklist")))
        .contains("<Name>QQ==</Name><Size>4</Size>", "<Name>Qg==</Name><Size>3</Size>");
    assertThat(
            desk.outcome(
                Desk.change("blocklist")
                    .withBody("<BlockList><Committed>Qg==</Committed></BlockList>")))
        .isEqualTo("201");
    assertThat(desk.body(Desk.get())).isEqualTo("two");
  }

  @Test
  void anEmptyBlobStaysEmpty() {
    put("blob", new Block("", inline("")));

    BlobMigration.run(store);

    assertThat(desk.body(Desk.get())).isEmpty();
  }

  @Test
  void whatIsInExtentsStaysThere() throws IOException {
    desk.send(Desk.put("x".repeat(100_000)));
    BlobRow row = BlobRow.read(store.get(BlobKeys.properties(blob("blob"))).orElseThrow());
    Key piece = BlobKeys.piece(blob("blob"), row.body().layout().id(), row.length());
    Content stored = Piece.read(store.get(piece).orElseThrow()).content();
    commit(Batch.builder().delete(piece).build());
    put("blob", new Block("", stored));

    BlobMigration.run(store);

    assertThat(desk.body(Desk.get())).isEqualTo("x".repeat(100_000));
    assertThat(damage()).isEmpty();
  }

  @Test
  void whatIsInThePresentFormatIsLeftAlone() {
    desk.send(Desk.put("new"));
    put("other", new Block("", inline("old")));

    assertThat(BlobMigration.run(store)).isEqualTo(1);
    assertThat(BlobMigration.run(store)).isZero();

    assertThat(desk.body(Desk.get())).isEqualTo("new");
    assertThat(desk.body(PlainRequest.of("GET", "/me/box/other"))).isEqualTo("old");
  }

  @Test
  void stagedBlocksCanStillBeCommitted() {
    byte[] row =
        new RowWriter()
            .text("QQ==")
            .flag(true)
            .bytes("late".getBytes(StandardCharsets.UTF_8))
            .instant(desk.now())
            .toBytes();
    commit(Batch.builder().put(BlobKeys.staged(blob("blob"), "QQ=="), row).build());

    BlobMigration.run(store);

    assertThat(
            desk.outcome(
                Desk.change("blocklist").withBody("<BlockList><Latest>QQ==</Latest></BlockList>")))
        .isEqualTo("201");
    assertThat(desk.body(Desk.get())).isEqualTo("late");
  }

  private List<String> damage() throws IOException {
    CheckReport report = new CheckReport(_ -> {});
    try (ExtentStore extents = ExtentStore.open(folder, Runnable::run);
        KeyValueStore.Snapshot snapshot = store.snapshot()) {
      BlobCheck.run(snapshot, extents, report);
    }
    return report.damage();
  }

  /// The rows of the first format.
  private void put(String name, Block... blocks) {
    RowWriter list = new RowWriter().number(blocks.length);
    long length = 0;
    for (Block block : blocks) {
      block.write(list);
      length += block.content().length();
    }
    RowWriter row = new RowWriter();
    STAMP.write(row);
    row.instant(PlainRequest.NOW)
        .number(length)
        .texts(new TreeMap<>(Map.of("Content-Type", "text/plain")))
        .texts(new TreeMap<>(Map.of("color", "blue")));
    commit(
        Batch.builder()
            .put(BlobKeys.properties(blob(name)), row.toBytes())
            .put(BlobKeys.blockList(blob(name)), list.toBytes())
            .build());
  }

  private void commit(Batch batch) {
    store.commit(batch).toCompletableFuture().join();
  }

  private BlobId blob(String name) {
    return new BlobId(container, name);
  }

  private static Content inline(String text) {
    return new Content.Inline(text.getBytes(StandardCharsets.UTF_8));
  }
}
