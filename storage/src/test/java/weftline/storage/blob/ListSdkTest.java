package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobContainerItem;
import com.azure.storage.blob.models.BlobContainerListDetails;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.models.ListBlobContainersOptions;
import com.azure.storage.blob.models.ListBlobsOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.storage.Retention;

/// Lists with all that they can include, as Microsoft's own client sees them.
class ListSdkTest {
  private static final Optional<Duration> WEEK = Optional.of(Duration.ofDays(7));

  @TempDir Path folder;

  private Optional<BlobFixture> fixture = Optional.empty();

  @AfterEach
  void close() {
    fixture.ifPresent(BlobFixture::close);
  }

  @Test
  void snapshotsComeBeforeTheirBlob() throws IOException {
    BlobContainerClient container = container(Retention.NONE);
    put(container, "a", "1");
    String snapshot = container.getBlobClient("a").createSnapshot().getSnapshotId();
    put(container, "b", "2");

    List<BlobItem> items = list(container, new BlobListDetails().setRetrieveSnapshots(true));
    assertThat(names(items)).containsExactly("a", "a", "b");
    assertThat(items.getFirst().getSnapshot()).isEqualTo(snapshot);
    assertThat(items.get(1).getSnapshot()).isNull();
    assertThat(names(list(container, new BlobListDetails()))).containsExactly("a", "b");
  }

  @Test
  void versionsComeInTheirOrder() throws IOException {
    BlobContainerClient container =
        container(Retention.of(true, Optional.empty(), Optional.empty()));
    put(container, "a", "1");
    put(container, "a", "2");
    put(container, "b", "3");
    container.getBlobClient("b").delete();

    List<BlobItem> items = list(container, new BlobListDetails().setRetrieveVersions(true));
    assertThat(names(items)).containsExactly("a", "a", "b");
    assertThat(items.get(0).isCurrentVersion()).isNotEqualTo(true);
    assertThat(items.get(1).isCurrentVersion()).isTrue();
    assertThat(items.get(0).getVersionId()).isLessThan(items.get(1).getVersionId());
    assertThat(items.get(2).isCurrentVersion()).isNotEqualTo(true);
    assertThat(names(list(container, new BlobListDetails()))).containsExactly("a");

    List<BlobItem> left =
        list(container, new BlobListDetails().setRetrieveDeletedBlobsWithVersions(true));
    assertThat(names(left)).containsExactly("a", "b");
    assertThat(left.get(1).hasVersionsOnly()).isTrue();
  }

  @Test
  void deletedBlobsAreListedWhenAsked() throws IOException {
    BlobContainerClient container = container(Retention.of(false, WEEK, Optional.empty()));
    put(container, "gone", "1");
    container.getBlobClient("gone").delete();
    put(container, "over", "1");
    put(container, "over", "2");

    BlobListDetails deleted = new BlobListDetails().setRetrieveDeletedBlobs(true);
    List<BlobItem> items = list(container, deleted);
    assertThat(names(items)).containsExactly("gone", "over");
    assertThat(items.getFirst().isDeleted()).isTrue();
    assertThat(items.getFirst().getProperties().getRemainingRetentionDays()).isEqualTo(7);
    assertThat(items.getFirst().getProperties().getDeletedTime()).isNotNull();
    assertThat(items.get(1).isDeleted()).isNotEqualTo(true);

    List<BlobItem> all = list(container, deleted.setRetrieveSnapshots(true));
    assertThat(names(all)).containsExactly("gone", "over", "over");
    assertThat(all.get(1).isDeleted()).isTrue();
    assertThat(all.get(1).getSnapshot()).isNotNull();
  }

  @Test
  void blobsOfNothingButStagedBlocksAreListedWhenAsked() throws IOException {
    BlobContainerClient container = container(Retention.NONE);
    put(container, "b", "1");
    stage(container.getBlobClient("a"));
    stage(container.getBlobClient("b"));

    List<BlobItem> items = list(container, new BlobListDetails().setRetrieveUncommittedBlobs(true));
    assertThat(names(items)).containsExactly("a", "b");
    assertThat(items.getFirst().getProperties().getContentLength()).isZero();
    assertThat(names(list(container, new BlobListDetails()))).containsExactly("b");
  }

  @Test
  void pagesEndBetweenTheStatesOfABlob() throws IOException {
    BlobContainerClient container = container(Retention.NONE);
    for (String name : List.of("a", "b/1", "b/2", "c")) {
      put(container, name, "x");
      for (int i = 0; i < 3; i++) {
        container.getBlobClient(name).createSnapshot();
      }
    }
    ListBlobsOptions options =
        new ListBlobsOptions().setDetails(new BlobListDetails().setRetrieveSnapshots(true));

    for (int size : new int[] {1, 2, 3, 5, 7}) {
      List<String> names = new ArrayList<>();
      container
          .listBlobs(options, null)
          .iterableByPage(size)
          .forEach(page -> {
            assertThat(page.getValue()).hasSizeLessThanOrEqualTo(size);
            page.getValue().forEach(item -> names.add(item.getName() + item.getSnapshot()));
          });
      assertThat(names).hasSize(16).doesNotHaveDuplicates();
    }
  }

  @Test
  void showsWhatKindABlobIsAndWhereItComesFrom() throws IOException {
    BlobContainerClient container = container(Retention.NONE);
    container
        .getBlobClient("pages")
        .getPageBlobClient()
        .createWithResponse(512, 7L, null, null, null, null, Context.NONE);
    container.getBlobClient("log").getAppendBlobClient().create();
    container.getBlobClient("log").getAppendBlobClient().seal();
    put(container, "one", "1");
    container
        .getBlobClient("two")
        .beginCopy(container.getBlobClient("one").getBlobUrl(), null)
        .waitForCompletion();

    List<BlobItem> items = list(container, new BlobListDetails().setRetrieveCopy(true));
    assertThat(names(items)).containsExactly("log", "one", "pages", "two");
    assertThat(items.get(0).getProperties().isSealed()).isTrue();
    assertThat(items.get(2).getProperties().getBlobSequenceNumber()).isEqualTo(7);
    assertThat(items.get(2).getProperties().getBlobType()).isEqualTo(BlobType.PAGE_BLOB);
    assertThat(items.get(3).getProperties().getCopyStatus()).isEqualTo(CopyStatusType.SUCCESS);
    assertThat(items.get(3).getProperties().getCopyProgress()).isEqualTo("1/1");
    assertThat(items.get(1).getProperties().getCopyId()).isNull();
  }

  @Test
  void aListCanStartSomewhere() throws IOException {
    BlobContainerClient container = container(Retention.NONE);
    for (String name : List.of("a", "b", "c")) {
      put(container, name, "x");
    }

    assertThat(
            names(
                container.listBlobs(new ListBlobsOptions().setStartFrom("b"), null).stream()
                    .toList()))
        .containsExactly("b", "c");
  }

  @Test
  void aDeletedContainerComesBackWithItsBlobs() throws IOException {
    BlobContainerClient container = container(Retention.of(false, Optional.empty(), WEEK));
    put(container, "a", "1");
    container.setMetadata(Map.of("k", "v"));
    container.delete();
    BlobServiceClient account = fixture.orElseThrow().client();
    container.create();
    container.delete();

    List<BlobContainerItem> deleted = deleted(account);
    assertThat(deleted).extracting(BlobContainerItem::getName).containsExactly("box", "box");
    assertThat(deleted.getFirst().isDeleted()).isTrue();
    assertThat(deleted.getFirst().getProperties().getRemainingRetentionDays()).isEqualTo(7);
    assertThat(account.listBlobContainers()).isEmpty();

    account.undeleteBlobContainer("box", deleted.getFirst().getVersion());
    assertThat(container.getBlobClient("a").downloadContent()).hasToString("1");
    assertThat(container.getProperties().getMetadata()).isEqualTo(Map.of("k", "v"));
    assertThatThrownBy(() -> account.undeleteBlobContainer("box", deleted.get(1).getVersion()))
        .isInstanceOfSatisfying(
            BlobStorageException.class,
            e -> assertThat(e.getErrorCode()).hasToString("ContainerAlreadyExists"));
  }

  @Test
  void aDeletedContainerGoesWhenItsTimeIsOver() throws IOException {
    BlobContainerClient container = container(Retention.of(false, Optional.empty(), WEEK));
    put(container, "a", "1");
    container.delete();
    BlobServiceClient account = fixture.orElseThrow().client();
    String version = deleted(account).getFirst().getVersion();
    fixture.orElseThrow().service().collect(Instant.now().plus(Duration.ofDays(8)));

    assertThat(deleted(account)).isEmpty();
    assertThatThrownBy(() -> account.undeleteBlobContainer("box", version))
        .isInstanceOfSatisfying(
            BlobStorageException.class,
            e -> assertThat(e.getErrorCode()).hasToString("ContainerNotFound"));
  }

  private BlobContainerClient container(Retention retention) throws IOException {
    BlobFixture opened = new BlobFixture(folder, retention);
    fixture = Optional.of(opened);
    return opened.client().createBlobContainer("box");
  }

  private static List<BlobContainerItem> deleted(BlobServiceClient account) {
    return account
        .listBlobContainers(
            new ListBlobContainersOptions()
                .setDetails(new BlobContainerListDetails().setRetrieveDeleted(true)),
            null)
        .stream()
        .toList();
  }

  private static List<BlobItem> list(BlobContainerClient container, BlobListDetails details) {
    return container.listBlobs(new ListBlobsOptions().setDetails(details), null).stream().toList();
  }

  private static List<String> names(List<BlobItem> items) {
    return items.stream().map(BlobItem::getName).toList();
  }

  private static void put(BlobContainerClient container, String name, String text) {
    container.getBlobClient(name).upload(BinaryData.fromString(text), true);
  }

  private static void stage(BlobClient blob) {
    byte[] bytes = {1, 2, 3};
    blob.getBlockBlobClient()
        .stageBlock(
            Base64.getEncoder().encodeToString("1".getBytes(StandardCharsets.UTF_8)),
            new ByteArrayInputStream(bytes),
            bytes.length);
  }
}
