package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlobClientBase;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.storage.Retention;

/// Snapshots, versions and soft deletion as Microsoft's own client sees them.
class HistorySdkTest {
  private static final Optional<Duration> WEEK = Optional.of(Duration.ofDays(7));

  @TempDir Path folder;

  private Optional<BlobFixture> fixture = Optional.empty();

  @AfterEach
  void close() {
    fixture.ifPresent(BlobFixture::close);
  }

  @Test
  void aSnapshotStaysAsTheBlobWas() throws IOException {
    BlobClient blob = container(Retention.NONE).getBlobClient("blob");
    put(blob, "one");
    blob.setMetadata(Map.of("a", "1"));
    BlobClientBase first = blob.createSnapshot();
    put(blob, "two");
    BlobClientBase second =
        blob.createSnapshotWithResponse(Map.of("b", "2"), null, null, Context.NONE).getValue();

    assertThat(first.downloadContent()).hasToString("one");
    assertThat(second.downloadContent()).hasToString("two");
    assertThat(blob.downloadContent()).hasToString("two");
    assertThat(first.getProperties().getMetadata()).isEqualTo(Map.of("a", "1"));
    assertThat(second.getProperties().getMetadata()).isEqualTo(Map.of("b", "2"));
    assertThat(second.getSnapshotId()).isGreaterThan(first.getSnapshotId());
  }

  @Test
  void aSnapshotOfBlocksKeepsItsBlocks() throws IOException {
    BlobClient blob = container(Retention.NONE).getBlobClient("blob");
    BlockBlobClient blocks = blob.getBlockBlobClient();
    stage(blocks, "1", "x".repeat(300_000));
    stage(blocks, "2", "two");
    blocks.commitBlockList(List.of(id("1"), id("2")));
    BlobClientBase snapshot = blob.createSnapshot();
    stage(blocks, "3", "three");
    blocks.commitBlockList(List.of(id("3")), true);
    fixture.orElseThrow().service().collect(Instant.now().plusSeconds(3_600));

    assertThat(snapshot.downloadContent().toString()).hasSize(300_003).endsWith("two");
    assertThat(
            blob.getSnapshotClient(snapshot.getSnapshotId())
                .getBlockBlobClient()
                .listBlocks(BlockListType.ALL)
                .getCommittedBlocks())
        .hasSize(2);
  }

  @Test
  void aSnapshotNeedsTheWantedState() throws IOException {
    BlobClient blob = container(Retention.NONE).getBlobClient("blob");
    put(blob, "one");
    String outdated = blob.getProperties().getETag();
    put(blob, "two");

    assertCode(
        "ConditionNotMet",
        () ->
            blob.createSnapshotWithResponse(
                null, new BlobRequestConditions().setIfMatch(outdated), null, Context.NONE));
    String present = blob.getProperties().getETag();
    blob.createSnapshotWithResponse(
        null, new BlobRequestConditions().setIfMatch(present), null, Context.NONE);
    assertThat(blob.getProperties().getETag()).isEqualTo(present);
  }

  @Test
  void deletingABlobSaysWhatBecomesOfItsSnapshots() throws IOException {
    BlobClient blob = container(Retention.NONE).getBlobClient("blob");
    put(blob, "one");
    BlobClientBase first = blob.createSnapshot();
    BlobClientBase second = blob.createSnapshot();
    first.delete();

    assertThat(first.exists()).isFalse();
    assertCode("SnapshotsPresent", blob::delete);
    delete(blob, DeleteSnapshotsOptionType.ONLY);
    assertThat(second.exists()).isFalse();
    assertThat(blob.downloadContent()).hasToString("one");

    BlobClientBase third = blob.createSnapshot();
    delete(blob, DeleteSnapshotsOptionType.INCLUDE);
    assertThat(blob.exists()).isFalse();
    assertThat(third.exists()).isFalse();
  }

  @Test
  void everyWriteIsAVersion() throws IOException {
    BlobClient blob =
        container(Retention.of(true, Optional.empty(), Optional.empty())).getBlobClient("blob");
    String one = put(blob, "one");
    String two = put(blob, "two");
    blob.setMetadata(Map.of("a", "b"));
    String three = blob.getProperties().getVersionId();

    assertThat(List.of(one, two, three)).doesNotHaveDuplicates().isSorted();
    assertThat(blob.getVersionClient(one).downloadContent()).hasToString("one");
    assertThat(blob.getVersionClient(two).getProperties().getMetadata()).isEmpty();
    assertThat(blob.getVersionClient(two).getProperties().isCurrentVersion()).isNotEqualTo(true);
    assertThat(blob.getVersionClient(three).downloadContent()).hasToString("two");
    assertThat(blob.getVersionClient(three).getProperties().isCurrentVersion()).isTrue();
    assertCode("OperationNotAllowedOnRootBlob", blob.getVersionClient(three)::delete);

    blob.delete();
    assertThat(blob.exists()).isFalse();
    assertThat(blob.getVersionClient(three).downloadContent()).hasToString("two");
    blob.getVersionClient(two).delete();
    assertThat(blob.getVersionClient(two).exists()).isFalse();
    assertThat(blob.getVersionClient(three).downloadContent()).hasToString("two");
    put(blob, "four");
    assertThat(blob.getVersionClient(one).downloadContent()).hasToString("one");
  }

  @Test
  void aSnapshotOfAVersionedBlobEndsAVersion() throws IOException {
    BlobClient blob =
        container(Retention.of(true, Optional.empty(), Optional.empty())).getBlobClient("blob");
    String one = put(blob, "one");
    BlobClientBase snapshot = blob.createSnapshot();
    String two = blob.getProperties().getVersionId();
    delete(blob, DeleteSnapshotsOptionType.INCLUDE);

    assertThat(snapshot.exists()).isFalse();
    assertThat(two).isGreaterThan(one);
    assertThat(blob.getVersionClient(one).downloadContent()).hasToString("one");
    assertThat(blob.getVersionClient(two).downloadContent()).hasToString("one");
  }

  @Test
  void whatIsDeletedCanBeHadBack() throws IOException {
    BlobClient blob = container(Retention.of(false, WEEK, Optional.empty())).getBlobClient("blob");
    put(blob, "one");
    BlobClientBase snapshot = blob.createSnapshot();
    put(blob, "two");
    delete(blob, DeleteSnapshotsOptionType.INCLUDE);
    assertThat(blob.exists()).isFalse();
    assertThat(snapshot.exists()).isFalse();

    blob.undelete();
    assertThat(blob.downloadContent()).hasToString("two");
    assertThat(snapshot.downloadContent()).hasToString("one");
    blob.undelete();
    assertThat(blob.downloadContent()).hasToString("two");
  }

  @Test
  void theLastOfSeveralDeletedStatesComesBack() throws IOException {
    BlobClient blob = container(Retention.of(false, WEEK, Optional.empty())).getBlobClient("blob");
    for (String text : Arrays.asList("one", "two", "three")) {
      put(blob, text);
      delete(blob, DeleteSnapshotsOptionType.INCLUDE);
    }
    blob.undelete();

    assertThat(blob.downloadContent()).hasToString("three");
    assertCode("BlobNotFound", blob.getContainerClient().getBlobClient("never")::undelete);
  }

  @Test
  void whatIsDeletedSoftlyGoesWhenItsTimeIsOver() throws IOException {
    BlobClient blob = container(Retention.of(false, WEEK, Optional.empty())).getBlobClient("blob");
    put(blob, "one");
    delete(blob, DeleteSnapshotsOptionType.INCLUDE);
    Instant now = Instant.now();
    fixture.orElseThrow().service().collect(now.plus(Duration.ofDays(6)));
    blob.undelete();
    delete(blob, DeleteSnapshotsOptionType.INCLUDE);
    fixture.orElseThrow().service().collect(now.plus(Duration.ofDays(8)));

    assertCode("BlobNotFound", blob::undelete);
  }

  private BlobContainerClient container(Retention retention) throws IOException {
    BlobFixture opened = new BlobFixture(folder, retention);
    fixture = Optional.of(opened);
    return opened.client().createBlobContainer("box");
  }

  private static String put(BlobClient blob, String text) {
    return String.valueOf(
        blob.getBlockBlobClient()
            .uploadWithResponse(
                new BlockBlobSimpleUploadOptions(BinaryData.fromString(text)), null, Context.NONE)
            .getValue()
            .getVersionId());
  }

  private static void delete(BlobClient blob, DeleteSnapshotsOptionType snapshots) {
    blob.deleteWithResponse(snapshots, null, null, Context.NONE);
  }

  private static void stage(BlockBlobClient blob, String id, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    blob.stageBlock(id(id), new ByteArrayInputStream(bytes), bytes.length);
  }

  private static String id(String number) {
    return Base64.getEncoder().encodeToString(number.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BlobStorageException.class, e -> assertThat(e.getErrorCode()).hasToString(code));
  }
}
