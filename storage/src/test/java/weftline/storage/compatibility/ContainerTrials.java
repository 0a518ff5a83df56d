package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobAccessPolicy;
import com.azure.storage.blob.models.BlobContainerAccessPolicies;
import com.azure.storage.blob.models.BlobContainerItem;
import com.azure.storage.blob.models.BlobContainerListDetails;
import com.azure.storage.blob.models.BlobSignedIdentifier;
import com.azure.storage.blob.models.ListBlobContainersOptions;
import com.azure.storage.blob.models.PublicAccessType;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import weftline.storage.ServiceKind;

/// Containers, without what is in them.
final class ContainerTrials {
  private ContainerTrials() {}

  static Map<String, Trial> trials() {
    return Map.of(
        "blob container create", ContainerTrials::create,
        "blob container getProperties", ContainerTrials::create,
        "blob container delete", ContainerTrials::delete,
        "blob container setMetadata", ContainerTrials::metadata,
        "blob container getAccessPolicy", ContainerTrials::policies,
        "blob container setAccessPolicy", ContainerTrials::publicAccess,
        "blob container restore", ContainerTrials::restore,
        "blob container rename", ContainerTrials::rename,
        "blob container getAccountInfo", ContainerTrials::account);
  }

  private static void create(Scene scene) {
    BlobContainerClient container = scene.blobs().getBlobContainerClient(scene.name());
    container.createWithResponse(Map.of("color", "blue"), null, null, Context.NONE);

    assertThat(container.getProperties().getMetadata()).isEqualTo(Map.of("color", "blue"));
    assertThat(container.getProperties().getETag()).isNotEmpty();
    Refused.with(409, container::create);
  }

  private static void delete(Scene scene) {
    BlobContainerClient container = scene.container();
    container.delete();

    assertThat(container.exists()).isFalse();
    Refused.with(404, container::delete);
  }

  private static void metadata(Scene scene) {
    BlobContainerClient container = scene.container();
    container.setMetadata(Map.of("color", "blue"));

    assertThat(container.getProperties().getMetadata()).isEqualTo(Map.of("color", "blue"));
  }

  private static void policies(Scene scene) {
    BlobContainerClient container = scene.container();
    OffsetDateTime expiry = OffsetDateTime.parse("2030-01-31T10:00:00Z");
    container.setAccessPolicy(
        null,
        List.of(
            new BlobSignedIdentifier()
                .setId("reader")
                .setAccessPolicy(new BlobAccessPolicy().setPermissions("r").setExpiresOn(expiry))));

    BlobContainerAccessPolicies policies = container.getAccessPolicy();

    assertThat(policies.getBlobAccessType()).isNull();
    assertThat(policies.getIdentifiers())
        .hasSize(1)
        .first()
        .satisfies(identifier -> {
          assertThat(identifier.getId()).isEqualTo("reader");
          assertThat(identifier.getAccessPolicy().getPermissions()).isEqualTo("r");
          assertThat(identifier.getAccessPolicy().getExpiresOn()).isEqualTo(expiry);
        });
  }

  private static void publicAccess(Scene scene) throws Exception {
    BlobContainerClient container = scene.container();
    container.getBlobClient("open").upload(com.azure.core.util.BinaryData.fromString("to all"));
    container.setAccessPolicy(PublicAccessType.BLOB, List.of());
    URI open = URI.create(container.getBlobContainerUrl() + "/open");

    assertThat(scene.send("GET", open, new byte[0]).expect(200).text()).isEqualTo("to all");
    assertThat(container.getProperties().getBlobPublicAccess()).isEqualTo(PublicAccessType.BLOB);
  }

  private static void restore(Scene scene) throws Exception {
    BlobContainerClient container = scene.container();
    String name = container.getBlobContainerName();
    container.delete();
    BlobContainerItem deleted =
        scene
            .blobs()
            .listBlobContainers(
                new ListBlobContainersOptions()
                    .setPrefix(name)
                    .setDetails(new BlobContainerListDetails().setRetrieveDeleted(true)),
                null)
            .stream()
            .filter(item -> item.getName().equals(name))
            .findFirst()
            .orElseThrow();

    scene.blobs().undeleteBlobContainer(name, deleted.getVersion());

    assertThat(container.exists()).isTrue();
  }

  private static void rename(Scene scene) throws Exception {
    BlobContainerClient container = scene.container();
    container.getBlobClient("within").upload(com.azure.core.util.BinaryData.fromString("moved"));
    String newName = scene.name();
    scene
        .send(
            "PUT",
            ServiceKind.BLOB,
            "/" + newName + "?restype=container&comp=rename",
            new byte[0],
            "x-ms-source-container-name",
            container.getBlobContainerName())
        .expect(200);

    assertThat(container.exists()).isFalse();
    assertThat(
            scene.blobs().getBlobContainerClient(newName).getBlobClient("within").downloadContent())
        .hasToString("moved");
  }

  private static void account(Scene scene) {
    assertThat(scene.container().getAccountInfo(null).getAccountKind()).hasToString("StorageV2");
  }
}
