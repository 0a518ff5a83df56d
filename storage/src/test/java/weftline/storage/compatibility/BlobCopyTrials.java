package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.polling.SyncPoller;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobCopyInfo;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Blobs made of other blobs.
final class BlobCopyTrials {
  private BlobCopyTrials() {}

  static Map<String, Trial> trials() {
    return Map.of(
        "blob blob startCopyFromURL", BlobCopyTrials::start,
        "blob blob copyFromURL", BlobCopyTrials::copy,
        "blob blob abortCopyFromURL", BlobCopyTrials::abort,
        "blob blockBlob putBlobFromUrl", BlobCopyTrials::put,
        "blob blockBlob stageBlockFromURL", BlobCopyTrials::stage);
  }

  private static void start(Scene scene) {
    BlobClient source = scene.blob("the source");
    BlobClient target = scene.blob();
    SyncPoller<BlobCopyInfo, Void> copy =
        target.beginCopy(scene.readable(source), Duration.ofMillis(10));
    copy.waitForCompletion();

    assertThat(target.downloadContent()).hasToString("the source");
    assertThat(target.getProperties().getCopyStatus()).isEqualTo(CopyStatusType.SUCCESS);
    assertThat(target.getProperties().getCopyId()).isNotEmpty();
  }

  private static void copy(Scene scene) {
    BlobClient target = scene.blob();

    assertThat(target.copyFromUrl(scene.readable(scene.blob("the source")))).isNotEmpty();
    assertThat(target.downloadContent()).hasToString("the source");
  }

  /// No copy here takes long enough to be met under way.
  private static void abort(Scene scene) {
    BlobClient target = scene.blob();
    String id = target.copyFromUrl(scene.readable(scene.blob("the source")));

    Refused.with(409, () -> target.abortCopyFromUrl(id));
  }

  private static void put(Scene scene) {
    BlockBlobClient target = scene.blob().getBlockBlobClient();
    target.uploadFromUrl(scene.readable(scene.blob("the source")));

    assertThat(target.downloadContent()).hasToString("the source");
  }

  private static void stage(Scene scene) {
    BlockBlobClient target = scene.blob().getBlockBlobClient();
    String source = scene.readable(scene.blob("0123456789"));
    target.stageBlockFromUrl("AAAA", source, new BlobRange(0, 2L));
    target.stageBlockFromUrl("BBBB", source, new BlobRange(8, 2L));
    target.commitBlockList(List.of("BBBB", "AAAA"));

    assertThat(target.downloadContent()).hasToString("8901");
  }
}
