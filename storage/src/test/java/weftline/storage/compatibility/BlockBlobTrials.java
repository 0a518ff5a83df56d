package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.Block;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.util.List;
import java.util.Map;

/// Blobs put whole or in blocks.
final class BlockBlobTrials {
  private BlockBlobTrials() {}

  static Map<String, Trial> trials() {
    return Map.of(
        "blob blockBlob upload", BlockBlobTrials::upload,
        "blob blockBlob stageBlock", BlockBlobTrials::blocks,
        "blob blockBlob commitBlockList", BlockBlobTrials::blocks,
        "blob blockBlob getBlockList", BlockBlobTrials::list);
  }

  private static void upload(Scene scene) {
    BlobClient blob = scene.blob();
    blob.upload(BinaryData.fromString("hello"));

    assertThat(blob.downloadContent()).hasToString("hello");
    Refused.with(409, () -> blob.upload(BinaryData.fromString("again")));
  }

  private static void blocks(Scene scene) {
    BlockBlobClient blob = scene.blob().getBlockBlobClient();
    stage(blob, "AAAA", "one ");
    stage(blob, "BBBB", "two ");
    blob.commitBlockList(List.of("BBBB", "AAAA", "BBBB"));

    assertThat(blob.downloadContent()).hasToString("two one two ");
  }

  private static void list(Scene scene) {
    BlockBlobClient blob = scene.blob().getBlockBlobClient();
    stage(blob, "AAAA", "one");
    blob.commitBlockList(List.of("AAAA"));
    stage(blob, "BBBB", "three");

    assertThat(blob.listBlocks(BlockListType.ALL).getCommittedBlocks())
        .extracting(Block::getName, Block::getSizeLong)
        .containsExactly(tuple("AAAA", 3L));
    assertThat(blob.listBlocks(BlockListType.ALL).getUncommittedBlocks())
        .extracting(Block::getName)
        .containsExactly("BBBB");
  }

  private static void stage(BlockBlobClient blob, String id, String content) {
    blob.stageBlock(id, BinaryData.fromString(content));
  }
}
