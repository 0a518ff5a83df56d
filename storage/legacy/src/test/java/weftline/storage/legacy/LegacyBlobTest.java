package weftline.storage.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static weftline.storage.legacy.LegacyRefusal.assertRefused;

import com.microsoft.azure.storage.AccessCondition;
import com.microsoft.azure.storage.OperationContext;
import com.microsoft.azure.storage.blob.BlobContainerPermissions;
import com.microsoft.azure.storage.blob.BlobContainerPublicAccessType;
import com.microsoft.azure.storage.blob.BlockEntry;
import com.microsoft.azure.storage.blob.CloudAppendBlob;
import com.microsoft.azure.storage.blob.CloudBlob;
import com.microsoft.azure.storage.blob.CloudBlobContainer;
import com.microsoft.azure.storage.blob.CloudBlockBlob;
import com.microsoft.azure.storage.blob.CloudPageBlob;
import com.microsoft.azure.storage.blob.CopyStatus;
import com.microsoft.azure.storage.blob.DeleteSnapshotsOption;
import com.microsoft.azure.storage.blob.LeaseState;
import com.microsoft.azure.storage.blob.PageRange;
import com.microsoft.azure.storage.blob.SharedAccessBlobPermissions;
import com.microsoft.azure.storage.blob.SharedAccessBlobPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Blobs as the legacy library for Java uses them, in its version of 2019.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LegacyBlobTest {
  private static final int PAGE = 512;

  private final LegacyFixture fixture;

  LegacyBlobTest(@TempDir Path folder) throws Exception {
    fixture = LegacyFixture.open(folder);
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  @Test
  void aBlobKeepsTextHeadersAndMetadata() throws Exception {
    CloudBlockBlob blob = container().getBlockBlobReference("a/b ü");
    blob.getProperties().setContentType("text/plain");
    blob.getMetadata().put("color", "blue");
    blob.uploadText("grüße");

    CloudBlob again = blob.getContainer().getBlobReferenceFromServer("a/b ü");
    assertThat(again.getProperties().getContentType()).isEqualTo("text/plain");
    assertThat(again.getMetadata()).containsEntry("color", "blue");
    assertThat(blob.downloadText()).isEqualTo("grüße");
    blob.delete();
    assertThat(blob.exists()).isFalse();
  }

  @Test
  void blocksAreCommitted() throws Exception {
    CloudBlockBlob blob = container().getBlockBlobReference("blocks");
    blob.uploadBlock("AAAA", stream("one "), 4);
    blob.uploadBlock("BBBB", stream("two "), 4);
    blob.commitBlockList(List.of(new BlockEntry("BBBB"), new BlockEntry("AAAA")));

    assertThat(blob.downloadText()).isEqualTo("two one ");
    assertThat(blob.downloadBlockList())
        .extracting(BlockEntry::getId)
        .containsExactly("BBBB", "AAAA");
  }

  @Test
  void aLargeBlobGoesUpInParallel() throws Exception {
    byte[] bytes = new byte[9_000_001];
    Arrays.fill(bytes, (byte) 7);
    CloudBlockBlob blob = container().getBlockBlobReference("large");
    blob.getServiceClient().getDefaultRequestOptions().setConcurrentRequestCount(4);
    blob.getServiceClient().getDefaultRequestOptions().setSingleBlobPutThresholdInBytes(1 << 20);
    blob.setStreamWriteSizeInBytes(1 << 20);
    blob.upload(new ByteArrayInputStream(bytes), bytes.length);

    byte[] back = new byte[bytes.length];
    blob.downloadToByteArray(back, 0);
    assertThat(back).isEqualTo(bytes);
  }

  @Test
  void listsAreFlatOrByFolders() throws Exception {
    CloudBlobContainer container = container();
    for (String name : List.of("a", "b/1", "b/2")) {
      container.getBlockBlobReference(name).uploadText(name);
    }

    assertThat(container.listBlobs("", true)).hasSize(3);
    assertThat(StreamSupport.stream(container.listBlobs().spliterator(), false))
        .extracting(item -> item.getUri().getPath().replaceAll(".*/(?=.)", ""))
        .containsExactlyInAnyOrder("a", "b/");
    assertThat(fixture.account().createCloudBlobClient().listContainers(container.getName()))
        .hasSize(1);
  }

  @Test
  void leasesKeepOthersOut() throws Exception {
    CloudBlockBlob blob = container().getBlockBlobReference("leased");
    blob.uploadText("mine");
    String lease = blob.acquireLease(15, null);

    assertRefused(412, "LeaseIdMissing", () -> blob.uploadText("yours"));
    blob.releaseLease(AccessCondition.generateLeaseCondition(lease));
    blob.downloadAttributes();
    assertThat(blob.getProperties().getLeaseState()).isEqualTo(LeaseState.AVAILABLE);
  }

  @Test
  void snapshotsStayAsTheyWere() throws Exception {
    CloudBlockBlob blob = container().getBlockBlobReference("pictured");
    blob.uploadText("before");
    CloudBlockBlob snapshot = (CloudBlockBlob) blob.createSnapshot();
    blob.uploadText("after");

    assertThat(snapshot.downloadText()).isEqualTo("before");
    assertRefused(409, "SnapshotsPresent", blob::delete);
    blob.delete(DeleteSnapshotsOption.INCLUDE_SNAPSHOTS, null, null, null);
  }

  @Test
  void pagesAreWrittenInPlace() throws Exception {
    CloudPageBlob blob = container().getPageBlobReference("disk");
    blob.create(8 * PAGE);
    blob.uploadPages(new ByteArrayInputStream(new byte[2 * PAGE]), PAGE, 2 * PAGE);
    blob.clearPages(PAGE, PAGE);

    assertThat(blob.downloadPageRanges())
        .extracting(PageRange::getStartOffset, PageRange::getEndOffset)
        .containsExactly(tuple(1_024L, 1_535L));
    blob.resize(4 * PAGE);
  }

  @Test
  void appendedTextFollows() throws Exception {
    CloudAppendBlob blob = container().getAppendBlobReference("log");
    blob.createOrReplace();
    blob.appendText("one ");
    blob.appendText("two");

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    blob.download(out);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one two");
  }

  @Test
  void blobsAreCopied() throws Exception {
    CloudBlockBlob source = container().getBlockBlobReference("source");
    source.uploadText("copied");
    CloudBlockBlob target = container().getBlockBlobReference("target");
    target.startCopy(source);
    target.downloadAttributes();

    assertThat(target.getCopyState().getStatus()).isEqualTo(CopyStatus.SUCCESS);
    assertThat(target.downloadText()).isEqualTo("copied");
  }

  @Test
  void policiesAndPublicAccessAreKept() throws Exception {
    CloudBlobContainer container = container();
    SharedAccessBlobPolicy policy = new SharedAccessBlobPolicy();
    policy.setPermissions(EnumSet.of(SharedAccessBlobPermissions.READ));
    policy.setSharedAccessExpiryTime(Date.from(Instant.now().plusSeconds(3_600)));
    BlobContainerPermissions permissions = new BlobContainerPermissions();
    permissions.setPublicAccess(BlobContainerPublicAccessType.BLOB);
    permissions.getSharedAccessPolicies().put("reader", policy);
    container.uploadPermissions(permissions);
    CloudBlockBlob blob = container.getBlockBlobReference("shared");
    blob.uploadText("to all");

    BlobContainerPermissions kept = container.downloadPermissions();
    assertThat(kept.getPublicAccess()).isEqualTo(BlobContainerPublicAccessType.BLOB);
    assertThat(kept.getSharedAccessPolicies()).containsOnlyKeys("reader");
    assertThat(new CloudBlockBlob(blob.getUri()).downloadText()).isEqualTo("to all");
    String signature = container.generateSharedAccessSignature(null, "reader");
    URI signed = URI.create(blob.getUri() + "?" + signature);
    assertThat(new CloudBlockBlob(signed).downloadText()).isEqualTo("to all");
    assertRefused(
        403, "AuthorizationPermissionMismatch", () -> new CloudBlockBlob(signed).delete());
  }

  @Test
  void conditionsAreKept() throws Exception {
    CloudBlockBlob blob = container().getBlockBlobReference("once");
    blob.uploadText("first");
    AccessCondition absent = AccessCondition.generateIfNotExistsCondition();

    assertRefused(
        409,
        "BlobAlreadyExists",
        () -> blob.uploadText("second", null, absent, null, new OperationContext()));
  }

  private CloudBlobContainer container() throws Exception {
    CloudBlobContainer container =
        fixture.account().createCloudBlobClient().getContainerReference(LegacyFixture.name());
    container.create();
    return container;
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
