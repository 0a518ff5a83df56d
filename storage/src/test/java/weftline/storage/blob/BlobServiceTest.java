package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.net.Response;
import weftline.storage.Access;
import weftline.storage.PlainRequest;
import weftline.storage.StorageError;
import weftline.storage.XmlElement;

/// The service without a wire: what the client libraries do not send, and what they do not see.
class BlobServiceTest {
  private static final String BOX = "/me/box?restype=container";
  private static final String BLOB = "/me/box/blob";

  @TempDir Path folder;

  private final KeyValueStore store = new MemoryStore();
  private ExtentStore extents;
  private BlobService service;

  @BeforeEach
  void open() throws IOException {
    extents = ExtentStore.open(folder, 1_000_000, Runnable::run);
    service = new BlobService(store, extents);
    send(PlainRequest.of("PUT", BOX));
  }

  @AfterEach
  void close() {
    extents.close();
    store.close();
  }

  @Test
  void checksTheMd5OfABody() throws IOException {
    String right = Base64.getEncoder().encodeToString(Uploads.md5().digest(bytes("hello")));
    String wrong = Base64.getEncoder().encodeToString(Uploads.md5().digest(bytes("other")));

    assertThat(send(put("hello").with("Content-MD5", right)).headers().first("Content-MD5"))
        .contains(right);
    assertRefused(StorageError.MD5_MISMATCH, () -> send(put("hello").with("Content-MD5", wrong)));
    assertRefused(StorageError.INVALID_MD5, () -> send(put("hello").with("Content-MD5", "short")));
  }

  @Test
  void refusesABodyThatIsWrongOrHasNoLength() {
    String large = "x".repeat(100_000);
    String wrong = Base64.getEncoder().encodeToString(Uploads.md5().digest(bytes("other")));

    assertRefused(StorageError.MD5_MISMATCH, () -> send(put(large).with("Content-MD5", wrong)));
    assertRefused(
        StorageError.MISSING_CONTENT_LENGTH_HEADER,
        () -> send(PlainRequest.of("PUT", BLOB).with("x-ms-blob-type", "BlockBlob")));
    assertRefused(
        StorageError.REQUEST_BODY_TOO_LARGE,
        () ->
            send(
                PlainRequest.of("PUT", BLOB)
                    .with("x-ms-blob-type", "BlockBlob")
                    .with("Content-Length", Long.toString(Blobs.PUT_MAX + 1))));
  }

  @Test
  void givesEveryStateAnotherEtag() throws IOException {
    String first = etag(send(put("1")));
    String second = etag(send(put("1")));
    String third = etag(send(PlainRequest.of("PUT", BLOB + "?comp=metadata")));

    assertThat(first).isNotEqualTo(second);
    assertThat(second).isNotEqualTo(third);
    assertThat(first).matches("\"0x8[0-9A-F]{14}\"");
  }

  @Test
  void keepsTheTimeOfCreation() throws IOException {
    send(put("1"));
    String created = header(send(PlainRequest.of("HEAD", BLOB)), "x-ms-creation-time");
    send(put("2"));

    assertThat(header(send(PlainRequest.of("HEAD", BLOB)), "x-ms-creation-time"))
        .isEqualTo(created)
        .isEqualTo("Sat, 31 Jan 2026 10:00:00 GMT");
  }

  @Test
  void readsRangesAcrossBlocksOfBothKinds() throws IOException {
    send(block("QQ==", "a".repeat(5_000)));
    send(block("Qg==", "b"));
    send(block("Qw==", "c".repeat(300_000)));
    send(
        PlainRequest.of("PUT", BLOB + "?comp=blocklist")
            .withBody(
                "<BlockList><Latest>QQ==</Latest><Uncommitted>Qg==</Uncommitted>"
                    + "<Latest>Qw==</Latest></BlockList>"));

    assertThat(body(send(range("bytes=4998-5002")))).isEqualTo("aabcc");
    assertThat(body(send(range("bytes=305000-")))).isEqualTo("c");
    assertThat(body(send(PlainRequest.of("GET", BLOB)))).hasSize(305_001);
    assertThat(header(send(range("bytes=0-9")), "Content-Range")).isEqualTo("bytes 0-9/305001");
  }

  @Test
  void makesTheMd5OfARange() throws IOException {
    send(put("hello"));
    Response response = send(range("bytes=1-2").with("x-ms-range-get-content-md5", "true"));

    assertThat(response.status()).isEqualTo(206);
    assertThat(header(response, "Content-MD5"))
        .isEqualTo(Base64.getEncoder().encodeToString(Uploads.md5().digest(bytes("el"))));
    assertThat(header(response, "x-ms-blob-content-md5"))
        .isEqualTo(Base64.getEncoder().encodeToString(Uploads.md5().digest(bytes("hello"))));
  }

  @Test
  void refusesBlockListsThatDoNotFit() throws IOException {
    send(block("QQ==", "a"));

    assertRefused(
        StorageError.INVALID_BLOCK_LIST,
        () -> send(blockList("<BlockList><Committed>QQ==</Committed></BlockList>")));
    assertRefused(
        StorageError.INVALID_XML_DOCUMENT,
        () -> send(blockList("<BlockList><Newest>QQ==</Newest></BlockList>")));
    assertRefused(StorageError.INVALID_XML_DOCUMENT, () -> send(blockList("<Other/>")));
    assertRefused(StorageError.INVALID_BLOB_OR_BLOCK, () -> send(block("QUFBQUFBQQ==", "longer")));
    assertRefused(StorageError.BLOB_NOT_FOUND, () -> send(PlainRequest.of("GET", BLOB)));
  }

  @Test
  void listsNamesThatXmlCannotCarry() throws IOException {
    send(put("1", "/me/box/a%01b"));

    Response list = send(PlainRequest.of("GET", BOX + "&comp=list"));

    assertThat(body(list)).contains("<Name Encoded=\"true\">a%01b</Name>");
  }

  @Test
  void listsPageByPageAroundFolders() throws IOException {
    for (String name : new String[] {"a/1", "a/2", "b", "c/1", "c/2"}) {
      send(put("1", "/me/box/" + name));
    }
    String list = BOX + "&comp=list&delimiter=/&maxresults=2";

    XmlElement first = XmlElement.parse(bytes(body(send(PlainRequest.of("GET", list)))));
    String marker = first.childText("NextMarker").orElse("");
    String second = body(send(PlainRequest.of("GET", list + "&marker=" + marker)));

    assertThat(first.toString()).contains("a/").contains("text=b").doesNotContain("c/");
    assertThat(second).contains("<Name>c/</Name>").contains("<NextMarker></NextMarker>");
    assertThat(second).doesNotContain("c/1");
    assertRefused(
        StorageError.INVALID_MARKER, () -> send(PlainRequest.of("GET", list + "&marker=!")));
    assertRefused(
        StorageError.OUT_OF_RANGE_QUERY_PARAMETER_VALUE,
        () -> send(PlainRequest.of("GET", BOX + "&comp=list&maxresults=0")));
  }

  @Test
  void oneWhoMayCreateMayNotOverwrite() throws IOException {
    Access creator = new Access.AccountSignature("o", "c");
    service.handle(put("1").authenticated(creator)).toCompletableFuture().join();

    assertRefused(StorageError.UNAUTHORIZED_BLOB_OVERWRITE, () -> join(put("2"), creator));
  }

  @Test
  void deletingNeedsThePermissionForWhatIsDeleted() throws IOException {
    send(put("1"));
    PlainRequest version =
        PlainRequest.of("DELETE", BLOB + "?versionid=2026-01-31T10:00:00.0000000Z");
    PlainRequest blob = PlainRequest.of("DELETE", BLOB);

    assertRefused(
        StorageError.AUTHORIZATION_PERMISSION_MISMATCH,
        () -> join(version, new Access.AccountSignature("o", "d")));
    assertRefused(
        StorageError.AUTHORIZATION_PERMISSION_MISMATCH,
        () -> join(blob, new Access.AccountSignature("o", "x")));
    assertRefused(
        StorageError.BLOB_NOT_FOUND, () -> join(version, new Access.AccountSignature("o", "x")));
    assertThat(join(blob, new Access.AccountSignature("o", "d")).status()).isEqualTo(202);
  }

  @Test
  void refusesTimesThatAreNone() throws IOException {
    send(put("1"));

    for (String query :
        new String[] {"snapshot=yesterday", "versionid=1", "deletetype=permanent&snapshot=x"}) {
      assertRefused(
          StorageError.INVALID_QUERY_PARAMETER_VALUE,
          () -> send(PlainRequest.of("DELETE", BLOB + "?" + query)));
    }
    assertRefused(
        StorageError.INVALID_HEADER_VALUE,
        () -> send(PlainRequest.of("DELETE", BLOB).with("x-ms-delete-snapshots", "all")));
  }

  @Test
  void takesTheSpaceOfAContainerBack() throws IOException {
    send(put("x".repeat(600_000)));
    send(put("x".repeat(600_000), "/me/box/second"));
    send(block("QQ==", "staged"));
    send(PlainRequest.of("DELETE", BOX));
    send(PlainRequest.of("PUT", BOX));
    send(put("new", "/me/box/new"));

    for (int round = 0; round < 3; round++) {
      service.collect(PlainRequest.NOW);
    }

    assertThat(rows()).isEqualTo(3);
    assertThat(extentFiles()).isEqualTo(1);
    assertThat(body(send(PlainRequest.of("GET", "/me/box/new")))).isEqualTo("new");
  }

  @Test
  void forgetsBlocksThatNobodyCommits() throws IOException {
    send(block("QQ==", "staged"));
    service.collect(PlainRequest.NOW.plus(Duration.ofDays(6)));
    assertThat(rows()).isEqualTo(3);

    service.collect(PlainRequest.NOW.plus(Duration.ofDays(8)));
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void keepsEverythingWhenOpenedAgain() throws IOException {
    String large = "y".repeat(300_000);
    send(put(large));
    extents.close();
    extents = ExtentStore.open(folder, 1_000_000, Runnable::run);
    service = new BlobService(store, extents);

    assertThat(body(send(PlainRequest.of("GET", BLOB)))).isEqualTo(large);
    send(put("after", "/me/box/after"));
    service.collect(PlainRequest.NOW);
    service.collect(PlainRequest.NOW);
    assertThat(body(send(PlainRequest.of("GET", BLOB)))).isEqualTo(large);
  }

  private static PlainRequest put(String body) {
    return put(body, BLOB);
  }

  private static PlainRequest put(String body, String target) {
    return PlainRequest.of("PUT", target).with("x-ms-blob-type", "BlockBlob").withBody(body);
  }

  private static PlainRequest block(String id, String body) {
    return PlainRequest.of("PUT", BLOB + "?comp=block&blockid=" + id).withBody(body);
  }

  private static PlainRequest blockList(String xml) {
    return PlainRequest.of("PUT", BLOB + "?comp=blocklist").withBody(xml);
  }

  private static PlainRequest range(String range) {
    return PlainRequest.of("GET", BLOB).with("x-ms-range", range);
  }

  private Response send(PlainRequest request) throws IOException {
    return join(request, new Access.Owner());
  }

  private Response join(PlainRequest request, Access access) throws IOException {
    try {
      return service.handle(request.authenticated(access)).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static String body(Response response) throws IOException {
    return switch (response.body()) {
      case Response.Body.Bytes(byte[] bytes) -> new String(bytes, StandardCharsets.UTF_8);
      case Response.Body.Stream(long length, Response.Writer writer) -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out);
        assertThat(out.size()).isEqualTo(length);
        yield out.toString(StandardCharsets.UTF_8);
      }
      case Response.Body.FilePart part -> throw new AssertionError(part);
    };
  }

  private static String etag(Response response) {
    return header(response, "ETag");
  }

  private static String header(Response response, String name) {
    return response.headers().first(name).orElse("");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private int rows() {
    int count = 0;
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(Key.first(), Optional.empty())) {
      while (cursor.next()) {
        count++;
      }
    }
    return count;
  }

  private long extentFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
