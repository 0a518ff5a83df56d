package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobAccessPolicy;
import com.azure.storage.blob.models.BlobContainerAccessPolicies;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobSignedIdentifier;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.PublicAccessType;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the owner of a container lets others do, as the official library for Java says it.
final class ContainerAccessSdkTest {
  private final BlobFixture fixture;
  private final BlobServiceClient owner;

  ContainerAccessSdkTest(@TempDir Path folder) throws IOException {
    fixture = new BlobFixture(folder);
    owner = fixture.client();
  }

  @AfterEach
  void closeStorage() {
    fixture.close();
  }

  @Test
  void whatIsPublicIsReadWithoutCredentials() {
    BlobContainerClient photos = owner.createBlobContainer("photos");
    photos.getBlobClient("a").upload(BinaryData.fromString("hello"));
    BlobContainerClient stranger =
        new BlobContainerClientBuilder().endpoint(fixture.endpoint() + "/photos").buildClient();
    assertThat(refusal(() -> stranger.getBlobClient("a").downloadContent())).isEqualTo(401);

    photos.setAccessPolicy(PublicAccessType.BLOB, List.of());
    assertThat(stranger.getBlobClient("a").downloadContent()).hasToString("hello");
    assertThat(refusal(() -> stranger.listBlobs().forEach(_ -> {}))).isEqualTo(401);

    photos.setAccessPolicy(PublicAccessType.CONTAINER, List.of());
    assertThat(stranger.listBlobs()).extracting(BlobItem::getName).containsExactly("a");
    assertThat(stranger.getProperties().getBlobPublicAccess())
        .isEqualTo(PublicAccessType.CONTAINER);
    assertThat(refusal(() -> stranger.getBlobClient("a").delete())).isEqualTo(401);
    assertThat(refusal(stranger::getAccessPolicy)).isEqualTo(403);
    assertThat(owner.listBlobContainers())
        .singleElement()
        .satisfies(item ->
            assertThat(item.getProperties().getPublicAccess())
                .isEqualTo(PublicAccessType.CONTAINER));

    photos.setAccessPolicy(null, List.of());
    assertThat(refusal(() -> stranger.getBlobClient("a").downloadContent())).isEqualTo(401);
  }

  @Test
  void browsersAreNotToldWhatIsThere() throws IOException, InterruptedException {
    owner
        .getBlobContainerClient("site")
        .createWithResponse(null, PublicAccessType.BLOB, null, Context.NONE);
    owner.getBlobContainerClient("site").getBlobClient("a").upload(BinaryData.fromString("hello"));

    assertThat(browse("/site/a").body()).isEqualTo("hello");
    assertThat(browse("/site/b").body()).contains("<Code>BlobNotFound</Code>");
    assertThat(browse("/other/a").body()).contains("<Code>ResourceNotFound</Code>");
    assertThat(browse("/site?restype=container&comp=list").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> browse(String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(fixture.endpoint() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void aSignatureHoldsAsLongAsItsPolicy() {
    BlobContainerClient photos = owner.createBlobContainer("photos");
    photos.getBlobClient("a").upload(BinaryData.fromString("hello"));
    OffsetDateTime tomorrow = OffsetDateTime.now(ZoneOffset.UTC).plusDays(1).withNano(0);
    photos.setAccessPolicy(
        PublicAccessType.BLOB,
        List.of(
            new BlobSignedIdentifier()
                .setId("readers")
                .setAccessPolicy(
                    new BlobAccessPolicy()
                        .setStartsOn(tomorrow.minusDays(2))
                        .setExpiresOn(tomorrow)
                        .setPermissions("rl"))));
    BlobContainerAccessPolicies policies = photos.getAccessPolicy();
    assertThat(policies.getBlobAccessType()).isEqualTo(PublicAccessType.BLOB);
    assertThat(policies.getIdentifiers().getFirst().getAccessPolicy().getExpiresOn())
        .isEqualTo(tomorrow);

    String signature = photos.generateSas(new BlobServiceSasSignatureValues("readers"));
    BlobContainerClient guest = fixture.client(signature).getBlobContainerClient("photos");
    assertThat(guest.listBlobs()).hasSize(1);
    assertThat(refusal(() -> guest.getBlobClient("b").upload(BinaryData.fromString("x"))))
        .isEqualTo(403);
    assertThat(refusal(guest::getAccessPolicy)).isEqualTo(403);

    photos.setAccessPolicy(null, List.of());
    assertThat(refusal(() -> guest.listBlobs().forEach(_ -> {}))).isEqualTo(403);
  }

  private static int refusal(Runnable request) {
    RuntimeException thrown = catchRuntimeException(request::run);
    return thrown instanceof BlobStorageException refusal ? refusal.getStatusCode() : 0;
  }
}
