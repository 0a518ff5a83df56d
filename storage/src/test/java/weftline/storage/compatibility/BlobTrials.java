package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRetentionPolicy;
import com.azure.storage.blob.models.BlobServiceProperties;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.specialized.BlobClientBase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import weftline.storage.ServiceKind;

/// What all blobs have: bytes, headers, metadata, snapshots.
final class BlobTrials {
  private BlobTrials() {}

  static Map<String, Trial> trials() {
    return Map.of(
        "blob blob download", BlobTrials::download,
        "blob blob getProperties", BlobTrials::properties,
        "blob blob delete", BlobTrials::delete,
        "blob blob undelete", BlobTrials::undelete,
        "blob blob setHttpHeaders", BlobTrials::headers,
        "blob blob setMetadata", BlobTrials::metadata,
        "blob blob createSnapshot", BlobTrials::snapshot,
        "blob blob getAccountInfo", BlobTrials::account,
        "blob blob query", BlobTrials::query);
  }

  private static void download(Scene scene) {
    BlobClient blob = scene.blob("0123456789");
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    blob.downloadStreamWithResponse(
        part, new BlobRange(3, 4L), null, null, true, null, Context.NONE);

    assertThat(blob.downloadContent()).hasToString("0123456789");
    assertThat(part.toString(StandardCharsets.UTF_8)).isEqualTo("3456");
  }

  private static void properties(Scene scene) {
    BlobProperties properties = scene.blob("hello").getProperties();

    assertThat(properties.getBlobSize()).isEqualTo(5);
    assertThat(properties.getContentMd5()).hasSize(16);
    assertThat(properties.getETag()).isNotEmpty();
    assertThat(properties.getCreationTime()).isEqualTo(properties.getLastModified());
  }

  private static void delete(Scene scene) {
    BlobClient blob = scene.blob("hello");
    blob.delete();

    assertThat(blob.exists()).isFalse();
    Refused.with(404, blob::delete);
  }

  private static void undelete(Scene scene) {
    BlobServiceProperties before = scene.blobs().getProperties();
    scene
        .blobs()
        .setProperties(
            new BlobServiceProperties()
                .setDeleteRetentionPolicy(new BlobRetentionPolicy().setEnabled(true).setDays(1)));
    try {
      BlobClient blob = scene.blob("kept");
      blob.delete();
      assertThat(blob.exists()).isFalse();
      blob.undelete();
      assertThat(blob.downloadContent()).hasToString("kept");
    } finally {
      scene.blobs().setProperties(before);
    }
  }

  private static void headers(Scene scene) {
    BlobClient blob = scene.blob("hello");
    blob.setHttpHeaders(
        new BlobHttpHeaders().setContentType("text/plain").setContentLanguage("en"));

    assertThat(blob.getProperties().getContentType()).isEqualTo("text/plain");
    assertThat(blob.getProperties().getContentLanguage()).isEqualTo("en");
  }

  private static void metadata(Scene scene) {
    BlobClient blob = scene.blob("hello");
    blob.setMetadata(Map.of("color", "blue"));

    assertThat(blob.getProperties().getMetadata()).isEqualTo(Map.of("color", "blue"));
  }

  private static void snapshot(Scene scene) {
    BlobClient blob = scene.blob("before");
    BlobClientBase snapshot = blob.createSnapshot();
    blob.upload(BinaryData.fromString("after"), true);

    assertThat(snapshot.downloadContent()).hasToString("before");
    assertThat(blob.downloadContent()).hasToString("after");
    Refused.with(409, blob::delete);
    blob.deleteWithResponse(DeleteSnapshotsOptionType.INCLUDE, null, null, Context.NONE);
    assertThat(snapshot.exists()).isFalse();
  }

  private static void account(Scene scene) throws Exception {
    BlobClient blob = scene.blob("hello");
    String target = "/" + blob.getContainerName() + "/a%20blob?restype=account&comp=properties";

    assertThat(blob.getAccountInfo().getSkuName()).isNotNull();
    assertThat(
            scene
                .send("HEAD", ServiceKind.BLOB, target, new byte[0])
                .expect(200)
                .header("x-ms-account-kind"))
        .isEqualTo("StorageV2");
  }

  private static void query(Scene scene) {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    scene.blob("1,one\n2,two\n").query(rows, "SELECT _2 FROM BlobStorage WHERE _1 = '2'");

    assertThat(rows.toString(StandardCharsets.UTF_8)).isEqualTo("two\n");
  }
}
