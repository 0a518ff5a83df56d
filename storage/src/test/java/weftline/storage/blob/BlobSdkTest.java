package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The blob service as Microsoft's own client sees it.
class BlobSdkTest {
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
  void keepsASmallBlobWithHeadersAndMetadata() {
    BlobClient blob = container.getBlobClient("a/b c+ü%.txt");
    blob.uploadWithResponse(
        new BlobParallelUploadOptions(BinaryData.fromString("hello"))
            .setHeaders(new BlobHttpHeaders().setContentType("text/plain").setCacheControl("no"))
            .setMetadata(Map.of("color", "blue")),
        null,
        Context.NONE);

    BlobProperties properties = blob.getProperties();

    assertThat(blob.downloadContent()).hasToString("hello");
    assertThat(properties.getContentType()).isEqualTo("text/plain");
    assertThat(properties.getCacheControl()).isEqualTo("no");
    assertThat(properties.getMetadata()).isEqualTo(Map.of("color", "blue"));
    assertThat(properties.getBlobSize()).isEqualTo(5);
    assertThat(properties.getContentMd5()).hasSize(16);
  }

  @Test
  void keepsAnEmptyBlob() {
    BlobClient blob = container.getBlobClient("empty");
    blob.upload(BinaryData.fromBytes(new byte[0]));

    assertThat(blob.downloadContent().toBytes()).isEmpty();
    assertThat(blob.getProperties().getBlobSize()).isZero();
  }

  @Test
  void keepsALargeBlobInOnePut() {
    byte[] bytes = random(3_000_001);
    BlockBlobClient blob = container.getBlobClient("large").getBlockBlobClient();
    blob.upload(new ByteArrayInputStream(bytes), bytes.length);

    assertThat(blob.downloadContent().toBytes()).isEqualTo(bytes);
    assertThat(range(blob, 262_000, 1_000)).isEqualTo(Arrays.copyOfRange(bytes, 262_000, 263_000));
    assertThat(range(blob, 2_999_999, 10))
        .isEqualTo(Arrays.copyOfRange(bytes, 2_999_999, 3_000_001));
  }

  @Test
  void keepsAnEvenLargerBlobInBlocks() {
    byte[] bytes = random(64 * 1024 * 1024 + 7);
    BlobClient blob = container.getBlobClient("larger");
    blob.uploadWithResponse(
        new BlobParallelUploadOptions(new ByteArrayInputStream(bytes))
            .setParallelTransferOptions(
                new ParallelTransferOptions()
                    .setBlockSizeLong(4L * 1024 * 1024)
                    .setMaxSingleUploadSizeLong(4L * 1024 * 1024)
                    .setMaxConcurrency(4)),
        Duration.ofMinutes(2),
        Context.NONE);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    blob.downloadStream(out);

    assertThat(out.toByteArray()).isEqualTo(bytes);
    assertThat(blob.getBlockBlobClient().listBlocks(BlockListType.COMMITTED).getCommittedBlocks())
        .hasSize(17);
  }

  @Test
  void refusesARangeBeyondTheEnd() {
    BlockBlobClient blob = container.getBlobClient("short").getBlockBlobClient();
    blob.upload(BinaryData.fromString("12345"));

    assertThatThrownBy(() -> range(blob, 5, 1))
        .isInstanceOfSatisfying(
            BlobStorageException.class, e -> assertThat(e.getStatusCode()).isEqualTo(416));
  }

  @Test
  void putsBlocksTogetherInTheOrderOfTheList() {
    BlockBlobClient blob = container.getBlobClient("blocks").getBlockBlobClient();
    stage(blob, "1", "one ");
    stage(blob, "2", "two ");
    stage(blob, "3", "three ");
    assertThat(blob.listBlocks(BlockListType.UNCOMMITTED).getUncommittedBlocks()).hasSize(3);

    blob.commitBlockList(List.of(id("3"), id("1")));
    assertThat(blob.downloadContent()).hasToString("three one ");
    assertThat(blob.listBlocks(BlockListType.ALL).getUncommittedBlocks()).isEmpty();

    stage(blob, "4", "four ");
    blob.commitBlockList(List.of(id("1"), id("4")), true);
    assertThat(blob.downloadContent()).hasToString("one four ");
    assertCode("InvalidBlockList", () -> blob.commitBlockList(List.of(id("2")), true));
  }

  @Test
  void createsOnlyOnce() {
    BlobClient blob = container.getBlobClient("once");
    blob.upload(BinaryData.fromString("1"), false);

    assertCode("BlobAlreadyExists", () -> blob.upload(BinaryData.fromString("2"), false));
    assertThat(container.createIfNotExists()).isFalse();
    assertCode("ContainerAlreadyExists", () -> container.create());
  }

  @Test
  void changesOnlyWhatHasTheWantedState() {
    BlobClient blob = container.getBlobClient("state");
    blob.upload(BinaryData.fromString("1"));
    String first = blob.getProperties().getETag();
    blob.upload(BinaryData.fromString("2"), true);
    BlobRequestConditions outdated = new BlobRequestConditions().setIfMatch(first);

    assertCode(
        "ConditionNotMet",
        () -> blob.setMetadataWithResponse(Map.of("a", "b"), outdated, null, Context.NONE));
    assertCode(
        "ConditionNotMet", () -> blob.deleteWithResponse(null, outdated, null, Context.NONE));
    BlobRequestConditions newer =
        new BlobRequestConditions().setIfNoneMatch(blob.getProperties().getETag());
    assertThatThrownBy(() -> blob.getPropertiesWithResponse(newer, null, Context.NONE))
        .isInstanceOfSatisfying(
            BlobStorageException.class, e -> assertThat(e.getStatusCode()).isEqualTo(304));
  }

  @Test
  void changesHeadersAndMetadata() {
    BlobClient blob = container.getBlobClient("changing");
    blob.upload(BinaryData.fromString("1"));
    blob.setHttpHeaders(new BlobHttpHeaders().setContentLanguage("de"));
    blob.setMetadata(Map.of("x", "y"));

    assertThat(blob.getProperties().getContentLanguage()).isEqualTo("de");
    assertThat(blob.getProperties().getMetadata()).isEqualTo(Map.of("x", "y"));
    assertThat(blob.downloadContent()).hasToString("1");
  }

  @Test
  void forgetsWhatIsDeleted() {
    BlobClient blob = container.getBlobClient("gone");
    blob.upload(BinaryData.fromString("1"));

    assertThat(blob.deleteIfExists()).isTrue();
    assertThat(blob.deleteIfExists()).isFalse();
    assertThat(blob.exists()).isFalse();
    assertCode("BlobNotFound", blob::downloadContent);
    assertCode("ContainerNotFound", account.getBlobContainerClient("nowhere")::getProperties);
    assertCode("InvalidResourceName", account.getBlobContainerClient("Not-A-Name")::getProperties);
  }

  @Test
  void listsInPages() {
    IntStream.range(0, 25)
        .forEach(i -> container.getBlobClient("p%02d".formatted(i)).upload(text("x")));
    container.getBlobClient("q").upload(text("x"));

    List<String> names =
        StreamSupport.stream(
                container
                    .listBlobs(new ListBlobsOptions().setPrefix("p"), null)
                    .iterableByPage(10)
                    .spliterator(),
                false)
            .map(page -> page.getValue().size() + page.getValue().getFirst().getName())
            .toList();

    assertThat(names).containsExactly("10p00", "10p10", "5p20");
  }

  @Test
  void listsFoldersWithADelimiter() {
    for (String name : List.of("a", "dir/1", "dir/2", "dir/sub/3", "dirt", "e/4")) {
      container.getBlobClient(name).upload(text(name));
    }

    assertThat(container.listBlobsByHierarchy("").stream().map(BlobItem::getName))
        .containsExactlyInAnyOrder("a", "dir/", "dirt", "e/");
    assertThat(container.listBlobsByHierarchy("dir/").stream().map(BlobItem::getName))
        .containsExactlyInAnyOrder("dir/1", "dir/2", "dir/sub/");
  }

  @Test
  void listsMetadataWhenAsked() {
    container
        .getBlobClient("m")
        .uploadWithResponse(
            new BlobParallelUploadOptions(text("1")).setMetadata(Map.of("k", "v")),
            null,
            Context.NONE);
    ListBlobsOptions options =
        new ListBlobsOptions().setDetails(new BlobListDetails().setRetrieveMetadata(true));

    BlobItem item = container.listBlobs(options, null).iterator().next();

    assertThat(item.getMetadata()).isEqualTo(Map.of("k", "v"));
    assertThat(item.getProperties().getContentLength()).isEqualTo(1);
  }

  @Test
  void listsAndDeletesContainers() {
    account.createBlobContainer("attic");
    container.getBlobClient("old").upload(text("old"));
    container.delete();
    container.create();

    assertThat(account.listBlobContainers().stream().map(item -> item.getName()))
        .containsExactly("attic", "photos");
    assertThat(container.listBlobs()).isEmpty();
    container.setMetadata(Map.of("a", "b"));
    assertThat(container.getProperties().getMetadata()).isEqualTo(Map.of("a", "b"));
  }

  private static byte[] range(BlockBlobClient blob, long offset, long count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    blob.downloadStreamWithResponse(
        out,
        new BlobRange(offset, count),
        new DownloadRetryOptions().setMaxRetryRequests(0),
        null,
        false,
        null,
        Context.NONE);
    return out.toByteArray();
  }

  private static void stage(BlockBlobClient blob, String id, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    blob.stageBlock(id(id), new ByteArrayInputStream(bytes), bytes.length);
  }

  private static String id(String number) {
    return Base64.getEncoder().encodeToString(number.getBytes(StandardCharsets.UTF_8));
  }

  private static BinaryData text(String text) {
    return BinaryData.fromString(text);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(4711).nextBytes(bytes);
    return bytes;
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BlobStorageException.class, e -> assertThat(e.getErrorCode()).hasToString(code));
  }
}
