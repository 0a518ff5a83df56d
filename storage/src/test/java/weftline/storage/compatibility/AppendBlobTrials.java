package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.specialized.AppendBlobClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Blobs that only grow.
final class AppendBlobTrials {
  private AppendBlobTrials() {}

  static Map<String, Trial> trials() {
    return Map.of(
        "blob appendBlob create", AppendBlobTrials::create,
        "blob appendBlob appendBlock", AppendBlobTrials::append,
        "blob appendBlob appendBlockFromUrl", AppendBlobTrials::appendFromUrl,
        "blob appendBlob seal", AppendBlobTrials::seal);
  }

  private static void create(Scene scene) {
    AppendBlobClient blob = blob(scene);

    assertThat(blob.getProperties().getBlobType()).isEqualTo(BlobType.APPEND_BLOB);
    assertThat(blob.getProperties().getCommittedBlockCount()).isZero();
  }

  private static void append(Scene scene) {
    AppendBlobClient blob = blob(scene);
    append(blob, "one ");

    assertThat(append(blob, "two")).isEqualTo("4");
    assertThat(blob.downloadContent()).hasToString("one two");
    assertThat(blob.getProperties().getCommittedBlockCount()).isEqualTo(2);
  }

  private static void appendFromUrl(Scene scene) {
    AppendBlobClient blob = blob(scene);
    blob.appendBlockFromUrl(scene.readable(scene.blob("0123456789")), new BlobRange(2, 3L));

    assertThat(blob.downloadContent()).hasToString("234");
  }

  private static void seal(Scene scene) {
    AppendBlobClient blob = blob(scene);
    append(blob, "the end");
    blob.seal();

    assertThat(blob.getProperties().isSealed()).isTrue();
    Refused.with(409, () -> append(blob, " or not"));
  }

  private static AppendBlobClient blob(Scene scene) {
    AppendBlobClient blob = scene.blob().getAppendBlobClient();
    blob.create();
    return blob;
  }

  private static String append(AppendBlobClient blob, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return blob.appendBlock(new ByteArrayInputStream(bytes), bytes.length).getBlobAppendOffset();
  }
}
