package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobContainerItem;
import com.azure.storage.blob.models.BlobCorsRule;
import com.azure.storage.blob.models.BlobServiceProperties;
import com.azure.storage.blob.models.ListBlobContainersOptions;
import com.azure.storage.blob.models.TaggedBlobItem;
import java.util.List;
import java.util.Map;
import weftline.storage.ServiceKind;

/// The blob service of an account as a whole.
final class BlobServiceTrials {
  private BlobServiceTrials() {}

  static Map<String, Trial> trials() {
    return Map.of(
        "blob service setProperties", BlobServiceTrials::properties,
        "blob service getProperties", BlobServiceTrials::properties,
        "blob service getStatistics", BlobServiceTrials::statistics,
        "blob service listContainersSegment", BlobServiceTrials::list,
        "blob service getUserDelegationKey", scene -> UserDelegation.key(scene, ServiceKind.BLOB),
        "blob service getAccountInfo", BlobServiceTrials::account,
        "blob service submitBatch", BlobServiceTrials::batch,
        "blob service filterBlobs", BlobServiceTrials::filter);
  }

  private static void properties(Scene scene) {
    BlobServiceProperties before = scene.blobs().getProperties();
    scene
        .blobs()
        .setProperties(
            new BlobServiceProperties()
                .setCors(
                    List.of(
                        new BlobCorsRule()
                            .setAllowedOrigins("https://a.example")
                            .setAllowedMethods("GET,PUT")
                            .setAllowedHeaders("x-ms-*")
                            .setExposedHeaders("*")
                            .setMaxAgeInSeconds(60))));
    try {
      assertThat(scene.blobs().getProperties().getCors())
          .extracting(BlobCorsRule::getAllowedOrigins)
          .containsExactly("https://a.example");
    } finally {
      scene.blobs().setProperties(before.setCors(List.of()));
    }
  }

  private static void statistics(Scene scene) throws Exception {
    RawAnswer answer = UserDelegation.statistics(scene, ServiceKind.BLOB);

    assertThat(answer.text()).contains("<Status>live</Status>");
  }

  private static void list(Scene scene) {
    BlobContainerClient container = scene.container();
    String name = container.getBlobContainerName();

    assertThat(
            scene.blobs().listBlobContainers(new ListBlobContainersOptions().setPrefix(name), null))
        .extracting(BlobContainerItem::getName)
        .contains(name);
  }

  private static void account(Scene scene) {
    assertThat(scene.blobs().getAccountInfo().getAccountKind()).hasToString("StorageV2");
  }

  private static void batch(Scene scene) throws Exception {
    BlobClient blob = scene.blob("hello");
    String answer =
        new BlobBatchRequest(scene, blob.getContainerName())
            .delete("/?comp=batch", List.of("a%20blob"));

    assertThat(answer).contains("HTTP/1.1 202");
    assertThat(blob.exists()).isFalse();
  }

  private static void filter(Scene scene) {
    BlobClient blob = scene.blob("hello");
    String tag = scene.name();
    blob.setTags(Map.of("wanted", tag));

    assertThat(scene.blobs().findBlobsByTags("\"wanted\" = '" + tag + "'"))
        .extracting(TaggedBlobItem::getContainerName)
        .containsExactly(blob.getContainerName());
  }
}
