package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.kv.StoreException;
import weftline.kv.Transactions;

/// Layouts: pieces are found by offset, written over, shared, and taken away when nobody names
/// them.
class LayoutTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private static final BlobId BLOB = new BlobId(new ContainerId("me", "box", 7), "blob");
  private static final BlobBody EMPTY_PAGES =
      new BlobBody(BlobKind.PAGE, 10, LayoutRef.of(1, LayoutRef.Form.NONE));

  private final KeyValueStore store = new MemoryStore();
  private final Transactions transactions = new Transactions(store);
  private final Readers readers = new Readers();
  private ExtentStore extents;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    extents = ExtentStore.open(folder, 1_000_000, Runnable::run);
  }

  @AfterEach
  void close() {
    extents.close();
    store.close();
  }

  @Test
  void readsEveryRangeOfManyPieces() throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      pieces.add(inline("piece" + i % 10));
    }
    BlobBody body = write(writer -> new BlobBody(BlobKind.BLOCK, 1_800, writer.pieces(1, pieces)));
    String all = read(body, 0, 1_799);

    assertThat(all).startsWith("piece0piece1").hasSize(1_800);
    assertThat(read(body, 5, 6)).isEqualTo("0p");
    assertThat(read(body, 1_799, 1_799)).isEqualTo("9");
    assertThat(read(body, 11, 1_700)).isEqualTo(all.substring(11, 1_701));
  }

  @Test
  void putsLargeContentsInPiecesOfTheirChunks() throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    try (ExtentStore.Writer writer = extents.writer()) {
      for (int i = 0; i < 200; i++) {
        chunks.add(writer.append("chunk%03d".formatted(i).getBytes(StandardCharsets.UTF_8), 8));
      }
    }
    BlobBody body =
        write(writer ->
            new BlobBody(BlobKind.BLOCK, 1_600, writer.whole(1, new Content.Stored(chunks))));

    assertThat(pieceCount(1)).isEqualTo(4);
    assertThat(read(body, 64 * 8 - 3, 64 * 8 + 4)).isEqualTo("063chunk");
    assertThat(read(body, 1_597, 1_599)).isEqualTo("199");
  }

  @Test
  void growsBehindASnapshotThatSharesIt() throws IOException {
    BlobBody empty = new BlobBody(BlobKind.APPEND, 0, LayoutRef.of(1, LayoutRef.Form.NONE));
    BlobBody one = write(writer -> writer.append(empty, inline("one")));
    BlobBody two = write(writer -> writer.append(one.asShared(), inline("two")));

    assertThat(one.layout().form()).isEqualTo(LayoutRef.Form.SINGLE);
    assertThat(two.layout()).isEqualTo(new LayoutRef(1, LayoutRef.Form.MANY, true));
    assertThat(read(one, 0, 2)).isEqualTo("one");
    assertThat(read(two, 0, 5)).isEqualTo("onetwo");
  }

  @Test
  void writesOverPiecesAndLeavesHoles() throws IOException {
    BlobBody first = overwrite(EMPTY_PAGES, 2, 8, "abcdef");
    assertThat(read(first, 0, 9)).isEqualTo("\0\0abcdef\0\0");

    BlobBody second = overwrite(first, 4, 6, "XY");
    assertThat(read(second, 0, 9)).isEqualTo("\0\0abXYef\0\0");

    BlobBody third = write(writer -> writer.overwrite(second, 9, 3, 7, Optional.empty()));
    assertThat(read(third, 0, 9)).isEqualTo("\0\0a\0\0\0\0f\0\0");
    assertThat(read(third, 7, 8)).isEqualTo("f\0");
  }

  @Test
  void copiesASharedLayoutBeforeItIsWrittenOver() throws IOException {
    BlobBody old = overwrite(EMPTY_PAGES, 0, 10, "0123456789").asShared();
    BlobBody changed = write(writer -> writer.overwrite(old, 2, 4, 6, Optional.of(inline("XY"))));

    assertThat(changed.layout()).isEqualTo(LayoutRef.of(2, LayoutRef.Form.MANY));
    assertThat(read(changed, 0, 9)).isEqualTo("0123XY6789");
    assertThat(read(old, 0, 9)).isEqualTo("0123456789");
  }

  @Test
  void aLayoutGoesWhenNoRowNamesIt() {
    BlobBody shared = overwrite(EMPTY_PAGES, 0, 10, "0123456789").asShared();
    Key snapshot = BlobKeys.history(BLOB, 5);
    change(transaction -> transaction.put(snapshot, row(shared).toBytes()));

    change(transaction -> new LayoutWriter(transaction, BLOB).release(shared, NOW));
    collect();
    assertThat(pieceCount(1)).isOne();

    change(transaction -> {
      transaction.delete(snapshot);
      new LayoutWriter(transaction, BLOB).release(shared, NOW);
    });
    try (Readers.Reading _ = readers.read(BLOB, 1)) {
      collect();
      assertThat(pieceCount(1)).isOne();
    }
    collect();
    assertThat(pieceCount(1)).isZero();
    assertThat(store.get(BlobKeys.discarded(BLOB, 1))).isEmpty();
  }

  @Test
  void takesOnePieceAwayAtOnce() {
    BlobBody body =
        write(writer -> new BlobBody(BlobKind.BLOCK, 3, writer.pieces(1, List.of(inline("one")))));
    change(transaction -> new LayoutWriter(transaction, BLOB).release(body, NOW));

    assertThat(pieceCount(1)).isZero();
    assertThat(store.get(BlobKeys.discarded(BLOB, 1))).isEmpty();
  }

  @Test
  void aMissingPieceIsDamageAndNotZeros() {
    BlobBody body = new BlobBody(BlobKind.BLOCK, 10, LayoutRef.of(1, LayoutRef.Form.MANY));

    assertThatThrownBy(() -> read(body, 0, 9)).isInstanceOf(StoreException.class);
  }

  private BlobBody overwrite(BlobBody body, long from, long to, String text) {
    return write(writer -> writer.overwrite(body, 9, from, to, Optional.of(inline(text))));
  }

  private BlobBody write(Function<LayoutWriter, BlobBody> how) {
    return transactions
        .transact(transaction -> how.apply(new LayoutWriter(transaction, BLOB)))
        .toCompletableFuture()
        .join();
  }

  private void change(Consumer<Transactions.Transaction> how) {
    transactions
        .transact(transaction -> {
          how.accept(transaction);
          return transaction;
        })
        .toCompletableFuture()
        .join();
  }

  private void collect() {
    new BlobCollector(store, transactions, readers).collect(NOW.plusSeconds(61));
  }

  private String read(BlobBody body, long first, long last) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BlobBytes.Source source;
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      source = BlobBytes.source(snapshot, BLOB, body);
    }
    new BlobBytes(store, extents, readers, BLOB, source).write(new Range(first, last), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private int pieceCount(long layout) {
    int count = 0;
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        PieceScan scan = PieceScan.of(snapshot, BLOB, layout, 0)) {
      while (scan.next()) {
        count++;
      }
    }
    return count;
  }

  private static BlobRow row(BlobBody body) {
    return new BlobRow(
        new Stamp(1, NOW),
        NOW,
        new BlobHeaders(new TreeMap<>()),
        new TreeMap<>(),
        body,
        BlobState.EMPTY);
  }

  private static Piece inline(String text) {
    return Piece.of(new Content.Inline(text.getBytes(StandardCharsets.UTF_8)));
  }
}
