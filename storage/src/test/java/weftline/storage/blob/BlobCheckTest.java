package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

/// A check of blobs says what is wrong, and nothing of what is right.
class BlobCheckTest {
  private static final int LARGE = 300_000;

  @TempDir Path folder;

  private final KeyValueStore store = new MemoryStore();
  private ExtentStore extents;
  private BlobService service;

  @BeforeEach
  void fill() throws IOException {
    extents = ExtentStore.open(folder, Runnable::run);
    service = new BlobService(store, extents);
    send(PlainRequest.of("PUT", "/me/box?restype=container"));
    send(put("small", 100));
    send(put("large", LARGE));
    send(put("empty", 0));
    send(request("PUT", "staged?comp=block&blockid=AAAA").withBody(new byte[5_000]));
    send(request("PUT", "listed?comp=block&blockid=AAAA").withBody(new byte[5_000]));
    send(request("PUT", "listed?comp=block&blockid=BBBB").withBody(new byte[10]));
    String list = "<BlockList><Latest>AAAA</Latest><Latest>BBBB</Latest></BlockList>";
    send(request("PUT", "listed?comp=blocklist").withBody(list.getBytes(StandardCharsets.UTF_8)));
  }

  @AfterEach
  void close() {
    extents.close();
  }

  @Test
  void findsNothingWhereNothingIsWrong() {
    CheckReport report = check();

    assertThat(report.damage()).isEmpty();
    assertThat(report.orphans()).isEmpty();
    assertThat(report.bytes()).isEqualTo(LARGE + 5_000 + 5_000);
  }

  @Test
  void knowsEveryKindOfRow() {
    String page = "page?comp=page";
    handle(
        request("PUT", "page")
            .with("x-ms-blob-type", "PageBlob")
            .with("x-ms-blob-content-length", "8192"));
    handle(pages(page, "update", "bytes=512-7679").withBody(new byte[7_168]));
    handle(request("PUT", "page?comp=snapshot"));
    handle(pages(page, "clear", "bytes=1024-2047"));
    handle(request("PUT", "page?comp=properties").with("x-ms-blob-content-length", "4096"));
    handle(request("PUT", "append").with("x-ms-blob-type", "AppendBlob"));
    handle(request("PUT", "append?comp=appendblock").withBody(new byte[10_000]));
    handle(request("PUT", "append?comp=snapshot"));
    handle(request("PUT", "append?comp=appendblock").withBody(new byte[100]));
    for (String source : List.of("small", "large", "empty", "listed", "page", "append")) {
      handle(
          request("PUT", "copy-of-" + source)
              .with("Host", "here")
              .with("x-ms-copy-source", "http://here/me/box/" + source));
    }
    handle(
        request("PUT", "small?comp=expiry")
            .with("x-ms-expiry-option", "RelativeToNow")
            .with("x-ms-expiry-time", "5000"));
    handle(put("large", 10).with("x-ms-tags", "a=b").with("x-ms-legal-hold", "true"));
    put(BlobKeys.copying(new BlobId(new ContainerId("me", "box", 1), "append")));

    CheckReport report = check();
    assertThat(report.damage()).isEmpty();
    assertThat(report.orphans()).isEmpty();
    assertThat(report.rows()).isEqualTo(rows());
  }

  @Test
  void findsABitThatHasFlipped() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[7] ^= 4;
      Files.write(file, bytes);
    }

    assertThat(check().damage())
        .singleElement()
        .asString()
        .contains("large")
        .contains("damaged on disk");
  }

  @Test
  void findsAnExtentThatIsGone() throws IOException {
    extents.close();
    try (Stream<Path> files = Files.list(folder)) {
      Files.delete(files.findFirst().orElseThrow());
    }
    extents = ExtentStore.open(folder, Runnable::run);

    assertThat(check().damage()).hasSize(4).allMatch(line -> line.contains("is gone"));
  }

  @Test
  void findsRowsThatAreMissing() {
    keys(BlobKeys.allInline()).forEach(this::delete);
    keys(BlobKeys.allPieces()).forEach(this::delete);

    assertThat(check().damage())
        .hasSize(3)
        .anyMatch(line -> line.contains("small"))
        .anyMatch(line -> line.contains("large"))
        .anyMatch(line -> line.contains("listed"));
  }

  @Test
  void findsRowsThatCannotBeRead() {
    for (Key key : keys(BlobKeys.allPieces())) {
      store.commit(Batch.builder().put(key, new byte[] {1}).build()).toCompletableFuture().join();
    }

    assertThat(check().damage())
        .anyMatch(line -> line.startsWith("a piece of a blob with the key"));
  }

  @Test
  void findsWhatBelongsToNoContainerAndExtentsThatNothingNames() {
    keys(BlobKeys.allContainers()).forEach(this::delete);
    keys(BlobKeys.allPieces()).forEach(this::delete);
    keys(BlobKeys.allStaged()).forEach(this::delete);

    assertThat(check().orphans())
        .anyMatch(line -> line.contains("of no container"))
        .anyMatch(line -> line.equals("extent 1 is named by nothing"));
  }

  private CheckReport check() {
    CheckReport report = new CheckReport(_ -> {});
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      BlobCheck.run(snapshot, extents, report);
    }
    return report;
  }

  private List<Key> keys(Key prefix) {
    Stream.Builder<Key> keys = Stream.builder();
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(prefix, prefix.afterPrefix())) {
      while (cursor.next()) {
        keys.add(cursor.key());
      }
    }
    return keys.build().toList();
  }

  private void delete(Key key) {
    store.commit(Batch.builder().delete(key).build()).toCompletableFuture().join();
  }

  private void send(PlainRequest request) throws IOException {
    assertThat(service.handle(request.authenticated()).toCompletableFuture().join().status())
        .isEqualTo(201);
  }

  private void handle(PlainRequest request) {
    try {
      assertThat(service.handle(request.authenticated()).toCompletableFuture().join().status())
          .isBetween(200, 202);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(Key key) {
    store.commit(Batch.builder().put(key, new byte[0]).build()).toCompletableFuture().join();
  }

  /// All that there are, of whatever kind.
  private long rows() {
    long rows = 0;
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(Key.of(new byte[0]), Optional.empty())) {
      while (cursor.next()) {
        rows++;
      }
    }
    return rows;
  }

  private static PlainRequest pages(String target, String write, String range) {
    return request("PUT", target).with("x-ms-page-write", write).with("x-ms-range", range);
  }

  private static PlainRequest put(String name, int length) {
    return request("PUT", name).with("x-ms-blob-type", "BlockBlob").withBody(new byte[length]);
  }

  private static PlainRequest request(String method, String nameAndQuery) {
    return PlainRequest.of(method, "/me/box/" + nameAndQuery);
  }
}
