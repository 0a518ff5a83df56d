package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.batch.BlobBatch;
import com.azure.storage.blob.batch.BlobBatchClient;
import com.azure.storage.blob.batch.BlobBatchClientBuilder;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weftline.storage.PlainRequest;
import weftline.storage.StorageRequest;

/// Batches as Microsoft's own client makes them.
class BlobBatchTest {
  private BlobFixture fixture;
  private BlobServiceClient account;
  private BlobContainerClient container;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    fixture = new BlobFixture(folder);
    account = fixture.client();
    container = account.createBlobContainer("photos");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void deletesManyBlobs() {
    List<String> urls = IntStream.range(0, 256).mapToObj(i -> put("b" + i)).toList();

    long deleted = client(account).deleteBlobs(urls, null).stream().count();

    assertThat(deleted).isEqualTo(256);
    assertThat(container.listBlobs()).isEmpty();
  }

  @Test
  void answersEachRequestByItself() {
    String there = put("a/ü b.txt");
    BlobBatchClient client = client(account);
    BlobBatch batch = client.getBlobBatch();
    Response<Void> gone = batch.deleteBlob(there);
    Response<Void> missing = batch.deleteBlob("photos", "nothing");

    client.submitBatchWithResponse(batch, false, null, Context.NONE);

    assertThat(gone.getStatusCode()).isEqualTo(202);
    assertThatThrownBy(missing::getStatusCode)
        .isInstanceOfSatisfying(
            BlobStorageException.class,
            e -> {
              assertThat(e.getStatusCode()).isEqualTo(404);
              assertThat(e.getErrorCode()).hasToString("BlobNotFound");
            });
    assertThat(container.listBlobs()).isEmpty();
  }

  @Test
  void setsTiers() {
    BlobBatchClient client = client(account);
    BlobBatch batch = client.getBlobBatch();
    Response<Void> cooled = batch.setBlobAccessTier(put("a"), AccessTier.COOL);
    Response<Void> missing = batch.setBlobAccessTier("photos", "nothing", AccessTier.COOL);

    client.submitBatchWithResponse(batch, false, null, Context.NONE);

    assertThat(cooled.getStatusCode()).isEqualTo(200);
    assertThat(container.getBlobClient("a").getProperties().getAccessTier())
        .isEqualTo(AccessTier.COOL);
    assertThatThrownBy(missing::getStatusCode).hasMessageContaining("BlobNotFound");
    assertThat(client.setBlobsAccessTier(List.of(put("b")), AccessTier.ARCHIVE)).hasSize(1);
  }

  @Test
  void staysWithinItsContainer() {
    put("mine");
    BlobContainerClient other = account.createBlobContainer("other");
    other.getBlobClient("theirs").upload(BinaryData.fromString("1"));
    BlobBatchClient client = new BlobBatchClientBuilder(container).buildClient();
    BlobBatch batch = client.getBlobBatch();
    Response<Void> mine = batch.deleteBlob("photos", "mine");
    Response<Void> theirs = batch.deleteBlob("other", "theirs");

    client.submitBatchWithResponse(batch, false, null, Context.NONE);

    assertThat(mine.getStatusCode()).isEqualTo(202);
    assertThatThrownBy(theirs::getStatusCode).isInstanceOf(BlobStorageException.class);
    assertThat(other.listBlobs()).hasSize(1);
  }

  @Test
  void doesWhatItsSignatureAllows() {
    String url = put("signed");
    String reading = signature("r");
    String deleting = signature("d");

    assertThatThrownBy(() -> delete(reading, url)).isInstanceOf(RuntimeException.class);
    assertThat(container.listBlobs()).hasSize(1);
    delete(deleting, url);
    assertThat(container.listBlobs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "257, DELETE /me/c/b, ExceedsMaxBatchRequestCount",
    "0, DELETE /me/c/b, InvalidInput",
    "1, DELETE, InvalidInput",
  })
  void refusesWhatItCannotRead(int count, String part, String code) throws Exception {
    String body = ("--b\r\n\r\n" + part + " HTTP/1.1\r\n\r\n").repeat(count) + "--b--\r\n";
    StorageRequest request =
        PlainRequest.of("POST", "/me?comp=batch")
            .with("Content-Type", "multipart/mixed; boundary=b")
            .withBody(body)
            .authenticated();

    assertThat(text(new weftline.storage.blob.BlobBatch(request, "").run()))
        .contains("HTTP/1.1 400 Bad Request", "x-ms-error-code: " + code);
  }

  private static String text(CompletionStage<weftline.net.Response> answer) throws Exception {
    return answer.toCompletableFuture().get().body()
            instanceof weftline.net.Response.Body.Bytes(byte[] bytes)
        ? new String(bytes, StandardCharsets.UTF_8)
        : "";
  }

  private String signature(String permissions) {
    return container.generateSas(
        new BlobServiceSasSignatureValues(
            OffsetDateTime.now(ZoneOffset.UTC).plusDays(1),
            BlobContainerSasPermission.parse(permissions)));
  }

  private void delete(String signature, String url) {
    BlobContainerClient holder =
        fixture.client(signature).getBlobContainerClient(container.getBlobContainerName());
    new BlobBatchClientBuilder(holder)
        .buildClient()
        .deleteBlobs(List.of(url), DeleteSnapshotsOptionType.INCLUDE)
        .forEach(answer -> assertThat(answer.getStatusCode()).isEqualTo(202));
  }

  private String put(String name) {
    container.getBlobClient(name).upload(BinaryData.fromString(name));
    return container.getBlobClient(name).getBlobUrl();
  }

  private static BlobBatchClient client(BlobServiceClient account) {
    return new BlobBatchClientBuilder(account).buildClient();
  }
}
