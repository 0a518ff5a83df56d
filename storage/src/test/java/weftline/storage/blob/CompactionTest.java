package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.net.Response;
import weftline.storage.CheckReport;
import weftline.storage.PlainRequest;

/// What is still named moves out of extents that are mostly empty, and keeps its bytes.
class CompactionTest {
  private static final int LENGTH = 100_000;
  private static final long EXTENT_MAX = 10 * LENGTH;

  @TempDir Path folder;

  private final KeyValueStore store = new MemoryStore();
  private ExtentStore extents;
  private BlobService service;
  private Instant now = PlainRequest.NOW;

  @BeforeEach
  void open() throws IOException {
    extents = ExtentStore.open(folder, EXTENT_MAX, Runnable::run);
    service = new BlobService(store, extents);
    send(PlainRequest.of("PUT", "/me/box?restype=container"));
    for (int number = 0; number < 11; number++) {
      put(number);
    }
  }

  @AfterEach
  void close() {
    extents.close();
  }

  @Test
  void emptiesAnExtentOfWhichLessThanHalfIsNamed() throws IOException {
    for (int number = 3; number < 10; number++) {
      send(request("DELETE", "blob" + number));
    }
    assertThat(files()).isEqualTo(2);

    collectTwice();

    assertThat(files()).isEqualTo(1);
    for (int number = 0; number < 3; number++) {
      assertThat(get("blob" + number)).isEqualTo(content(number));
    }
    assertClean();
  }

  @Test
  void leavesAnExtentOfWhichMoreThanHalfIsNamed() throws IOException {
    for (int number = 7; number < 10; number++) {
      send(request("DELETE", "blob" + number));
    }

    collectTwice();

    assertThat(files()).isEqualTo(2);
    assertThat(get("blob6")).isEqualTo(content(6));
  }

  @Test
  void movesStagedBlocks() throws IOException {
    send(request("PUT", "listed?comp=block&blockid=AAAA").withBody(content(50)));
    for (int number = 11; number < 20; number++) {
      put(number);
    }
    for (int number = 0; number < 20; number++) {
      send(request("DELETE", "blob" + number));
    }

    collectTwice();

    assertThat(files()).isEqualTo(1);
    String list = "<BlockList><Latest>AAAA</Latest></BlockList>";
    send(request("PUT", "listed?comp=blocklist").withBody(list.getBytes(StandardCharsets.UTF_8)));
    assertThat(get("listed")).isEqualTo(content(50));
  }

  @Test
  void damageStaysWhereItIsAndIsNotServed() throws IOException {
    for (int number = 3; number < 10; number++) {
      send(request("DELETE", "blob" + number));
    }
    Path first = new ExtentFolder(folder).file(1);
    byte[] bytes = Files.readAllBytes(first);
    bytes[3 * LENGTH / 2] ^= 1;
    Files.write(first, bytes);

    collectTwice();

    assertThat(first).exists();
    assertThat(get("blob0")).isEqualTo(content(0));
    CheckReport report = check();
    assertThat(report.damage()).singleElement().asString().contains("blob1");
  }

  private void collectTwice() throws IOException {
    for (int round = 0; round < 3; round++) {
      now = now.plus(Duration.ofMinutes(5));
      service.collect(now);
    }
  }

  private void assertClean() {
    assertThat(check().damage()).isEmpty();
  }

  private CheckReport check() {
    CheckReport report = new CheckReport(_ -> {});
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      BlobCheck.run(snapshot, extents, report);
    }
    return report;
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private void put(int number) throws IOException {
    send(
        request("PUT", "blob" + number)
            .with("x-ms-blob-type", "BlockBlob")
            .withBody(content(number)));
  }

  private byte[] get(String name) throws IOException {
    Response response = send(request("GET", name));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (response.body() instanceof Response.Body.Stream stream) {
      stream.writer().write(out);
    }
    return out.toByteArray();
  }

  private Response send(PlainRequest request) throws IOException {
    now = now.plusMillis(1);
    Response response = service.handle(request.authenticatedAt(now)).toCompletableFuture().join();
    assertThat(response.status()).isLessThan(300);
    return response;
  }

  private static byte[] content(int number) {
    byte[] content = new byte[LENGTH];
    Arrays.fill(content, (byte) number);
    return content;
  }

  private static PlainRequest request(String method, String nameAndQuery) {
    return PlainRequest.of(method, "/me/box/" + nameAndQuery);
  }
}
