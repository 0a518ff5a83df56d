package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.AppendBlobItem;
import com.azure.storage.blob.models.AppendBlobRequestConditions;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.options.AppendBlobSealOptions;
import com.azure.storage.blob.specialized.AppendBlobClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Append blobs as Microsoft's own client sees them.
class AppendBlobTest {
  private BlobFixture fixture;
  private BlobContainerClient container;
  private AppendBlobClient blob;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    fixture = new BlobFixture(folder);
    container = fixture.client().createBlobContainer("logs");
    blob = container.getBlobClient("log").getAppendBlobClient();
    blob.create();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void growsBlockByBlock() {
    AppendBlobItem first = append("one ");
    AppendBlobItem second = append("two");

    assertThat(first.getBlobAppendOffset()).isEqualTo("0");
    assertThat(second.getBlobAppendOffset()).isEqualTo("4");
    assertThat(second.getBlobCommittedBlockCount()).isEqualTo(2);
    assertThat(blob.downloadContent()).hasToString("one two");
    assertThat(blob.getProperties().getBlobType()).isEqualTo(BlobType.APPEND_BLOB);
    assertThat(blob.getProperties().getCommittedBlockCount()).isEqualTo(2);
    assertThat(container.listBlobs().iterator().next().getProperties().getBlobType())
        .isEqualTo(BlobType.APPEND_BLOB);
  }

  @Test
  void takesLargeBlocks() {
    byte[] bytes = new byte[5_000_000];
    new Random(4711).nextBytes(bytes);
    append("head");
    blob.appendBlock(new ByteArrayInputStream(bytes), bytes.length);
    append("tail");
    byte[] all = blob.downloadContent().toBytes();

    assertThat(all).hasSize(5_000_008).startsWith("head".getBytes(StandardCharsets.UTF_8));
    assertThat(Arrays.copyOfRange(all, 4, 5_000_004)).isEqualTo(bytes);
    assertThat(new String(all, 5_000_004, 4, StandardCharsets.UTF_8)).isEqualTo("tail");
  }

  @Test
  void keepsHeadersAndMetadataOfItsCreation() {
    blob.createWithResponse(
        new BlobHttpHeaders().setContentType("text/plain"),
        Map.of("a", "b"),
        null,
        null,
        Context.NONE);
    append("x");

    assertThat(blob.getProperties().getContentType()).isEqualTo("text/plain");
    assertThat(blob.getProperties().getMetadata()).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void appendsOnlyWhereTheClientBelievesTheEnd() {
    append("1234");

    assertThat(append("56", conditions().setAppendPosition(4L)).getBlobAppendOffset())
        .isEqualTo("4");
    BlobFailures.assertCode(
        "AppendPositionConditionNotMet", () -> append("7", conditions().setAppendPosition(4L)));
    BlobFailures.assertCode(
        "MaxBlobSizeConditionNotMet", () -> append("78", conditions().setMaxSize(7L)));
    append("7", conditions().setMaxSize(7L));
    assertThat(blob.downloadContent()).hasToString("1234567");
  }

  @Test
  void takesNoMoreOnceSealed() {
    append("all");
    blob.seal();

    assertThat(blob.getProperties().isSealed()).isTrue();
    BlobFailures.assertCode("BlobIsSealed", () -> append("more"));
    BlobFailures.assertCode(
        "AppendPositionConditionNotMet",
        () ->
            blob.sealWithResponse(
                new AppendBlobSealOptions()
                    .setRequestConditions(conditions().setAppendPosition(1L)),
                null,
                Context.NONE));
    blob.seal();
    assertThat(blob.downloadContent()).hasToString("all");
  }

  @Test
  void isNotAnotherKindOfBlob() {
    container.getBlobClient("block").upload(BinaryData.fromString("1"));
    AppendBlobClient other = container.getBlobClient("block").getAppendBlobClient();

    BlobFailures.assertCode("InvalidBlobType", () -> append(other, "2", conditions()));
    BlobFailures.assertCode("InvalidBlobType", other::seal);
    BlobFailures.assertCode(
        "BlobNotFound",
        () -> append(container.getBlobClient("none").getAppendBlobClient(), "2", conditions()));
    BlobFailures.assertCode(
        "BlobAlreadyExists", () -> container.getBlobClient("log").getAppendBlobClient().create());
  }

  @Test
  void losesNothingWhereManyAppendAtOnce() {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 50).forEach(i -> clients.execute(() -> append("%04d".formatted(i))));
    }
    String all = blob.downloadContent().toString();

    assertThat(IntStream.range(0, 50).mapToObj(i -> all.substring(i * 4, i * 4 + 4)).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj("%04d"::formatted).toList());
    assertThat(blob.getProperties().getCommittedBlockCount()).isEqualTo(50);
  }

  @Test
  void takesBlocksFromABlob() {
    container.getBlobClient("source").upload(BinaryData.fromString("0123456789"));
    append("a");
    String source = container.getBlobClient("source").getBlobUrl();

    blob.appendBlockFromUrl(source, new com.azure.storage.blob.models.BlobRange(2, 3L));
    blob.appendBlockFromUrl(source, null);

    assertThat(blob.downloadContent()).hasToString("a2340123456789");
  }

  private AppendBlobItem append(String text) {
    return append(text, conditions());
  }

  private AppendBlobItem append(String text, AppendBlobRequestConditions conditions) {
    return append(blob, text, conditions);
  }

  private static AppendBlobItem append(
      AppendBlobClient to, String text, AppendBlobRequestConditions conditions) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return to.appendBlockWithResponse(
            new ByteArrayInputStream(bytes), bytes.length, null, conditions, null, Context.NONE)
        .getValue();
  }

  private static AppendBlobRequestConditions conditions() {
    return new AppendBlobRequestConditions();
  }
}
