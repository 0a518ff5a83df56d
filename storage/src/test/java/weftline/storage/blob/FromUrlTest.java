package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.core.util.polling.SyncPoller;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobCopyInfo;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.options.BlobUploadFromUrlOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockFromUrlOptions;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bytes that come from a URL, of the same server or of another one.
class FromUrlTest {
  private BlobFixture fixture;
  private BlobFixture elsewhere;
  private BlobContainerClient container;
  private BlockBlobClient target;
  private BlobClient source;
  private BlobClient foreign;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    fixture = new BlobFixture(folder.resolve("here"));
    elsewhere = new BlobFixture(folder.resolve("there"));
    container = fixture.client().createBlobContainer("here");
    target = container.getBlobClient("target").getBlockBlobClient();
    source = container.getBlobClient("source");
    foreign = elsewhere.client().createBlobContainer("there").getBlobClient("foreign");
    for (BlobClient blob : List.of(source, foreign)) {
      blob.uploadWithResponse(
          new BlobParallelUploadOptions(BinaryData.fromBytes(random(300_000)))
              .setHeaders(new BlobHttpHeaders().setContentType("a/b"))
              .setMetadata(Map.of("k", "v")),
          null,
          Context.NONE);
    }
  }

  @AfterEach
  void close() {
    fixture.close();
    elsewhere.close();
  }

  @Test
  void putsABlobWhole() {
    for (String url : List.of(source.getBlobUrl(), signed(foreign))) {
      target.uploadFromUrl(url, true);

      assertThat(target.downloadContent().toBytes()).isEqualTo(random(300_000));
      assertThat(target.getProperties().getContentType()).isEqualTo("a/b");
      assertThat(target.getProperties().getContentMd5()).hasSize(16);
    }
  }

  @Test
  void putsABlobWithPropertiesOfItsOwn() {
    target.uploadFromUrlWithResponse(
        new BlobUploadFromUrlOptions(source.getBlobUrl())
            .setCopySourceBlobProperties(false)
            .setHeaders(new BlobHttpHeaders().setContentLanguage("de")),
        null,
        Context.NONE);

    assertThat(target.getProperties().getContentType()).isEqualTo("application/octet-stream");
    assertThat(target.getProperties().getContentLanguage()).isEqualTo("de");
  }

  @Test
  void comparesTheChecksumOfTheSource() throws IOException {
    byte[] md5 = Uploads.md5().digest(random(300_000));
    target.uploadFromUrlWithResponse(
        new BlobUploadFromUrlOptions(source.getBlobUrl()).setContentMd5(md5), null, Context.NONE);
    byte[] wrong = md5.clone();
    wrong[0]++;

    BlobFailures.assertCode(
        "Md5Mismatch",
        () ->
            target.uploadFromUrlWithResponse(
                new BlobUploadFromUrlOptions(source.getBlobUrl()).setContentMd5(wrong),
                null,
                Context.NONE));
  }

  @Test
  void putsBlocks() {
    target.stageBlockFromUrl(id("1"), source.getBlobUrl(), new BlobRange(100, 1_000L));
    target.stageBlockFromUrlWithResponse(
        new BlockBlobStageBlockFromUrlOptions(id("2"), signed(foreign))
            .setSourceRange(new BlobRange(5_000, 100_000L)),
        null,
        Context.NONE);
    target.commitBlockList(List.of(id("2"), id("1")));

    byte[] all = target.downloadContent().toBytes();
    byte[] bytes = random(300_000);
    assertThat(Arrays.copyOf(all, 100_000)).isEqualTo(Arrays.copyOfRange(bytes, 5_000, 105_000));
    assertThat(Arrays.copyOfRange(all, 100_000, 101_000))
        .isEqualTo(Arrays.copyOfRange(bytes, 100, 1_100));
  }

  @Test
  void takesNoBlocksFromTheArchive() {
    source.setAccessTier(AccessTier.ARCHIVE);

    BlobFailures.assertCode(
        "BlobArchived", () -> target.stageBlockFromUrl(id("1"), source.getBlobUrl(), null));
  }

  @Test
  void copiesFromAnotherServerAtOnce() {
    String id = container.getBlobClient("target").copyFromUrl(signed(foreign));

    BlobProperties properties = target.getProperties();
    assertThat(properties.getCopyId()).isEqualTo(id);
    assertThat(properties.getMetadata()).isEqualTo(Map.of("k", "v"));
    assertThat(target.downloadContent().toBytes()).isEqualTo(random(300_000));
  }

  @Test
  void copiesFromAnotherServerInTheBackground() {
    SyncPoller<BlobCopyInfo, Void> copy =
        container.getBlobClient("target").beginCopy(signed(foreign), Duration.ofMillis(20));

    BlobCopyInfo info = copy.waitForCompletion().getValue();

    BlobProperties properties = target.getProperties();
    assertThat(info.getCopyStatus()).isEqualTo(CopyStatusType.SUCCESS);
    assertThat(properties.getCopyProgress()).isEqualTo("300000/300000");
    assertThat(properties.getContentType()).isEqualTo("a/b");
    assertThat(properties.getCopySource()).isEqualTo(foreign.getBlobUrl());
    assertThat(target.downloadContent().toBytes()).isEqualTo(random(300_000));
    ListBlobsOptions options =
        new ListBlobsOptions()
            .setPrefix("target")
            .setDetails(new BlobListDetails().setRetrieveCopy(true));
    assertThat(
            container.listBlobs(options, null).iterator().next().getProperties().getCopyProgress())
        .isEqualTo("300000/300000");
  }

  @Test
  void refusesWhatItMayNotReadThere() {
    BlobClient blob = container.getBlobClient("target");

    BlobFailures.assertCode("CannotVerifyCopySource", () -> blob.copyFromUrl(foreign.getBlobUrl()));
    BlobFailures.assertCode(
        "CannotVerifyCopySource",
        () -> blob.beginCopy(signed(foreign).replace("foreign", "other"), null).poll());
    BlobFailures.assertCode("InvalidHeaderValue", () -> blob.copyFromUrl("ftp://host/a"));
    assertThat(blob.exists()).isFalse();
  }

  private static String signed(BlobClient blob) {
    OffsetDateTime tomorrow = OffsetDateTime.now(ZoneOffset.UTC).plusDays(1);
    return blob.getBlobUrl()
        + "?"
        + blob.generateSas(
            new BlobServiceSasSignatureValues(tomorrow, BlobSasPermission.parse("r")));
  }

  private static String id(String number) {
    return Base64.getEncoder().encodeToString(number.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(4711).nextBytes(bytes);
    return bytes;
  }
}
