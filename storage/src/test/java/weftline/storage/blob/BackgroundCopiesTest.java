package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.net.HttpClient;
import weftline.net.Response;
import weftline.storage.PlainRequest;
import weftline.storage.Retention;

/// Copies from another server whose bytes never come, as nothing runs them.
class BackgroundCopiesTest {
  private final KeyValueStore store = new MemoryStore();
  private final HttpClient client = HttpClient.open();
  private BlobFixture elsewhere;
  private ExtentStore extents;
  private BlobService service;
  private String url = "";
  private String id;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    elsewhere = new BlobFixture(folder.resolve("there"));
    extents = ExtentStore.open(folder.resolve("here"), Runnable::run);
    service = service();
    BlobClient source = elsewhere.client().createBlobContainer("there").getBlobClient("source");
    source.upload(BinaryData.fromString("hello"));
    String signature =
        source.generateSas(
            new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusDays(1), BlobSasPermission.parse("r")));
    send(PlainRequest.of("PUT", "/me/here?restype=container"));
    url = source.getBlobUrl() + "?" + signature;
    id = header(send(copyTo("blob")), "x-ms-copy-id");
  }

  @AfterEach
  void close() {
    elsewhere.close();
    client.close();
    extents.close();
    store.close();
  }

  @Test
  void isPendingUntilTheBytesAreThere() throws IOException {
    service.collect(PlainRequest.NOW);

    assertThat(status()).isEqualTo("pending 0/5");
  }

  @Test
  void endsWhenItIsAborted() throws IOException {
    assertThatThrownBy(() -> send(abort("another"))).hasMessageContaining("did not match");
    assertThat(send(abort(id)).status()).isEqualTo(204);

    assertThat(status()).isEqualTo("aborted 0/5");
    assertThatThrownBy(() -> send(abort(id))).hasMessageContaining("no pending copy");
  }

  @Test
  void isAbortedOnlyByTheHolderOfALease() throws IOException {
    String holder = "aaaaaaaa-0000-0000-0000-000000000000";
    send(
        PlainRequest.of("PUT", "/me/here/blob?comp=lease")
            .with("x-ms-lease-action", "acquire")
            .with("x-ms-lease-duration", "-1")
            .with("x-ms-proposed-lease-id", holder));

    assertThatThrownBy(() -> send(abort(id))).hasMessageContaining("lease");
    assertThat(status()).isEqualTo("pending 0/5");
    assertThat(send(abort(id).with("x-ms-lease-id", holder)).status()).isEqualTo(204);
  }

  @Test
  void hasFailedWhenTheProgramBeginsAnew() throws IOException {
    service = service();
    service.collect(PlainRequest.NOW);

    assertThat(status()).isEqualTo("failed 0/5");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, ''",
    "PUT, ?comp=metadata",
    "PUT, ?comp=properties",
    "PUT, ?comp=block&blockid=AAAA",
    "PUT, ?comp=blocklist",
    "DELETE, ''",
  })
  void nothingIsWrittenMeanwhile(String method, String query) throws IOException {
    PlainRequest write =
        PlainRequest.of(method, "/me/here/blob" + query)
            .with("x-ms-blob-type", "BlockBlob")
            .withBody("<BlockList/>");

    assertThatThrownBy(() -> send(write)).hasMessageContaining("currently a pending copy");

    send(abort(id));
    assertThat(send(write).status()).isBetween(200, 202);
  }

  @Test
  void onlyWhoHoldsTheLeaseAborts() throws IOException {
    String lease = "aaaaaaaa-0000-0000-0000-000000000000";
    send(
        PlainRequest.of("PUT", "/me/here/blob?comp=lease")
            .with("x-ms-lease-action", "acquire")
            .with("x-ms-lease-duration", "-1")
            .with("x-ms-proposed-lease-id", lease));

    assertThatThrownBy(() -> send(abort(id))).hasMessageContaining("no lease ID");
    assertThat(send(abort(id).with("x-ms-lease-id", lease)).status()).isEqualTo(204);
  }

  @Test
  void aRefusalTakesNoPlace() throws IOException {
    for (int number = 0; number < 70; number++) {
      assertThatThrownBy(() -> send(copyTo("refused").with("If-Match", "\"other\"")))
          .hasMessageContaining("condition");
    }

    assertThat(send(copyTo("next")).status()).isEqualTo(202);
  }

  private PlainRequest copyTo(String name) {
    return PlainRequest.of("PUT", "/me/here/" + name).with("x-ms-copy-source", url);
  }

  private BlobService service() {
    RemoteSources never = new RemoteSources(Optional.of(client), _ -> {});
    return new BlobService(store, extents, Retention.NONE, never);
  }

  private String status() throws IOException {
    Response answer = send(PlainRequest.of("HEAD", "/me/here/blob"));
    return header(answer, "x-ms-copy-status") + " " + header(answer, "x-ms-copy-progress");
  }

  private static PlainRequest abort(String id) {
    return PlainRequest.of("PUT", "/me/here/blob?comp=copy&copyid=" + id)
        .with("x-ms-copy-action", "abort");
  }

  private Response send(PlainRequest request) throws IOException {
    return service.handle(request.authenticated()).toCompletableFuture().join();
  }

  private static String header(Response answer, String name) {
    return answer.headers().first(name).orElse("");
  }
}
