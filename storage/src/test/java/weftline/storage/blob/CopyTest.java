package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobCopyInfo;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.options.BlobBeginCopyOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.AppendBlobClient;
import com.azure.storage.blob.specialized.PageBlobClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies as Microsoft's own client makes them.
class CopyTest {
  private static final Duration POLL = Duration.ofMillis(20);

  private BlobFixture fixture;
  private BlobContainerClient container;
  private BlobClient source;
  private BlobClient target;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    fixture = new BlobFixture(folder);
    container = fixture.client().createBlobContainer("photos");
    source = container.getBlobClient("a source ü");
    target = container.getBlobClient("target");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void takesBytesHeadersAndMetadata() {
    source.uploadWithResponse(
        new BlobParallelUploadOptions(BinaryData.fromString("hello"))
            .setHeaders(new BlobHttpHeaders().setContentType("text/plain"))
            .setMetadata(Map.of("a", "b")),
        null,
        Context.NONE);

    BlobCopyInfo info = copy(new BlobBeginCopyOptions(source.getBlobUrl()));

    BlobProperties properties = target.getProperties();
    assertThat(info.getCopyStatus()).isEqualTo(CopyStatusType.SUCCESS);
    assertThat(target.downloadContent()).hasToString("hello");
    assertThat(properties.getContentType()).isEqualTo("text/plain");
    assertThat(properties.getMetadata()).isEqualTo(Map.of("a", "b"));
    assertThat(properties.getCopyId()).isEqualTo(info.getCopyId());
    assertThat(properties.getCopyStatus()).isEqualTo(CopyStatusType.SUCCESS);
    assertThat(properties.getCopyProgress()).isEqualTo("5/5");
    assertThat(properties.getCopySource()).isEqualTo(source.getBlobUrl());
    assertThat(properties.getCopyCompletionTime()).isNotNull();
  }

  @Test
  void staysWhenItsSourceGoes() throws IOException {
    byte[] bytes = random(1_000_000);
    source.upload(BinaryData.fromBytes(bytes));
    copy(new BlobBeginCopyOptions(source.getBlobUrl()).setMetadata(Map.of("c", "d")));
    source.delete();
    fixture.service().collect(java.time.Instant.now());
    fixture.service().collect(java.time.Instant.now());

    assertThat(target.downloadContent().toBytes()).isEqualTo(bytes);
    assertThat(target.getProperties().getMetadata()).isEqualTo(Map.of("c", "d"));
  }

  @Test
  void copiesABlobOntoItself() {
    source.upload(BinaryData.fromBytes(random(200_000)));
    source
        .beginCopy(
            new BlobBeginCopyOptions(source.getBlobUrl())
                .setMetadata(Map.of("x", "y"))
                .setPollInterval(POLL))
        .waitForCompletion();

    assertThat(source.downloadContent().toBytes()).isEqualTo(random(200_000));
    assertThat(source.getProperties().getMetadata()).isEqualTo(Map.of("x", "y"));
  }

  @Test
  void keepsTheKindOfTheBlob() {
    PageBlobClient page = container.getBlobClient("page").getPageBlobClient();
    page.createWithResponse(4_096, 7L, null, null, null, null, Context.NONE);
    byte[] bytes = random(512);
    page.uploadPages(
        new com.azure.storage.blob.models.PageRange().setStart(1_024).setEnd(1_535),
        new ByteArrayInputStream(bytes));
    AppendBlobClient log = container.getBlobClient("log").getAppendBlobClient();
    log.create();
    log.appendBlock(new ByteArrayInputStream(bytes), 512);
    log.appendBlock(new ByteArrayInputStream(bytes), 512);
    BlobClient pageCopy = container.getBlobClient("page copy");
    BlobClient logCopy = container.getBlobClient("log copy");
    pageCopy.beginCopy(page.getBlobUrl(), POLL).waitForCompletion();
    logCopy.beginCopy(log.getBlobUrl(), POLL).waitForCompletion();

    assertThat(pageCopy.getProperties().getBlobType()).isEqualTo(BlobType.PAGE_BLOB);
    assertThat(pageCopy.getProperties().getBlobSequenceNumber()).isEqualTo(7);
    assertThat(pageCopy.downloadContent().toBytes()).isEqualTo(page.downloadContent().toBytes());
    logCopy.getAppendBlobClient().appendBlock(new ByteArrayInputStream(bytes), 512);
    assertThat(logCopy.getProperties().getCommittedBlockCount()).isEqualTo(3);
    assertThat(logCopy.getProperties().getBlobSize()).isEqualTo(1_536);
    assertThat(log.getProperties().getBlobSize()).isEqualTo(1_024);
    BlobFailures.assertCode(
        "InvalidBlobType", () -> pageCopy.beginCopy(log.getBlobUrl(), POLL).waitForCompletion());
  }

  @Test
  void copiesWhatTheClientBelievesToBeThere() {
    source.upload(BinaryData.fromString("1"));
    String etag = source.getProperties().getETag();
    source.upload(BinaryData.fromString("2"), true);

    BlobFailures.assertCode(
        "SourceConditionNotMet",
        () ->
            copy(
                new BlobBeginCopyOptions(source.getBlobUrl())
                    .setSourceRequestConditions(
                        new com.azure.storage.blob.models.BlobBeginCopySourceRequestConditions()
                            .setIfMatch(etag))));
    BlobFailures.assertCode(
        "ConditionNotMet",
        () ->
            copy(
                new BlobBeginCopyOptions(source.getBlobUrl())
                    .setDestinationRequestConditions(
                        new BlobRequestConditions().setIfMatch(etag))));
  }

  @Test
  void refusesASourceThatIsNotThere() {
    BlobFailures.assertCode(
        "CannotVerifyCopySource", () -> copy(new BlobBeginCopyOptions(source.getBlobUrl())));
    assertThat(target.exists()).isFalse();
  }

  @Test
  void asksTheSourceForItsOwnRight() {
    source.upload(BinaryData.fromString("secret"));
    String writing =
        container.generateSas(
            new BlobServiceSasSignatureValues(
                tomorrow(), com.azure.storage.blob.sas.BlobContainerSasPermission.parse("cw")));
    String reading =
        source.generateSas(
            new BlobServiceSasSignatureValues(tomorrow(), BlobSasPermission.parse("r")));
    BlobClient holder =
        fixture
            .client(writing)
            .getBlobContainerClient("photos")
            .getBlobClient(target.getBlobName());

    BlobFailures.assertCode(
        "CannotVerifyCopySource", () -> holder.copyFromUrl(source.getBlobUrl()));
    BlobFailures.assertCode(
        "CannotVerifyCopySource",
        () -> holder.copyFromUrl(source.getBlobUrl() + "?" + reading.replace("sp=r", "sp=rw")));
    assertThat(holder.copyFromUrl(source.getBlobUrl() + "?" + reading)).isNotEmpty();
    assertThat(target.downloadContent()).hasToString("secret");
    assertThat(target.getProperties().getCopySource()).doesNotContain("sig=");
  }

  @Test
  void followsSnapshotsOfAPageBlob() {
    PageBlobClient page = container.getBlobClient("page").getPageBlobClient();
    page.create(8 * 512);
    fill(page, 0, 4);
    String first = page.createSnapshot().getSnapshotId();
    fill(page, 2, 1);
    String second = page.createSnapshot().getSnapshotId();
    PageBlobClient copy = container.getBlobClient("copy").getPageBlobClient();

    copy.copyIncremental(page.getBlobUrl(), first);
    BlobProperties early = copy.getProperties();
    copy.copyIncremental(page.getBlobUrl(), second);
    BlobProperties late = copy.getProperties();

    assertThat(early.isIncrementalCopy()).isTrue();
    assertThat(late.getCopyDestinationSnapshot()).isNotEqualTo(early.getCopyDestinationSnapshot());
    assertThat(copy.downloadContent().toBytes()).isEqualTo(page.downloadContent().toBytes());
    assertThat(
            copy
                .listPageRangesDiff(
                    new com.azure.storage.blob.models.BlobRange(0),
                    early.getCopyDestinationSnapshot())
                .stream()
                .map(item -> item.getRange().getOffset() + "+" + item.getRange().getLength()))
        .containsExactly("1024+512");
    PageBlobClient other = container.getBlobClient("other").getPageBlobClient();
    other.create(512);
    String stranger = other.createSnapshot().getSnapshotId();
    BlobFailures.assertCode(
        "IncrementalCopyBlobMismatch", () -> copy.copyIncremental(other.getBlobUrl(), stranger));
  }

  private static void fill(PageBlobClient page, long from, int count) {
    page.uploadPages(
        new com.azure.storage.blob.models.PageRange()
            .setStart(from * 512)
            .setEnd((from + count) * 512 - 1),
        new ByteArrayInputStream(random(count * 512)));
  }

  @Test
  void hasNothingToAbortWhenItIsDone() {
    source.upload(BinaryData.fromString("1"));
    String id = copy(new BlobBeginCopyOptions(source.getBlobUrl())).getCopyId();

    BlobFailures.assertCode("NoPendingCopyOperation", () -> target.abortCopyFromUrl(id));
  }

  private BlobCopyInfo copy(BlobBeginCopyOptions options) {
    return target.beginCopy(options.setPollInterval(POLL)).waitForCompletion().getValue();
  }

  private static OffsetDateTime tomorrow() {
    return OffsetDateTime.now(ZoneOffset.UTC).plusDays(1);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(4711).nextBytes(bytes);
    return bytes;
  }
}
