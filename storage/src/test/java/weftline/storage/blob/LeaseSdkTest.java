package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.blob.BlobFailures.assertCode;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.LeaseDurationType;
import com.azure.storage.blob.models.LeaseStateType;
import com.azure.storage.blob.models.LeaseStatusType;
import com.azure.storage.blob.options.BlobBreakLeaseOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Leases as Microsoft's own client takes, keeps and loses them while time passes.
class LeaseSdkTest {
  private static final int FIXED = 15;
  private static final int INFINITE = -1;
  private static final Duration OVER = Duration.ofSeconds(FIXED + 1);

  private PassingTime time;
  private BlobContainerClient container;
  private BlobClient blob;
  private BlobLeaseClient mine;
  private BlobLeaseClient other;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    time = new PassingTime(folder);
    container = time.container();
    blob = container.getBlobClient("blob");
    blob.upload(BinaryData.fromString("one"));
    mine = new BlobLeaseClientBuilder().blobClient(blob).buildClient();
    other = new BlobLeaseClientBuilder().blobClient(blob).buildClient();
  }

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void aFixedLeaseEndsByItselfAndCanBeRenewedUntilSomebodyElseHasIt() {
    mine.acquireLease(FIXED);
    assertThat(blob.getProperties().getLeaseDuration()).isEqualTo(LeaseDurationType.FIXED);
    assertThat(state()).isEqualTo(LeaseStateType.LEASED);
    assertCode("LeaseAlreadyPresent", () -> other.acquireLease(FIXED));

    time.pass(OVER);
    assertThat(state()).isEqualTo(LeaseStateType.EXPIRED);
    mine.renewLease();
    assertThat(state()).isEqualTo(LeaseStateType.LEASED);

    time.pass(OVER);
    other.acquireLease(INFINITE);
    assertCode("LeaseIdMismatchWithLeaseOperation", mine::renewLease);
  }

  @Test
  void anInfiniteLeaseLastsUntilItIsReleased() {
    mine.acquireLease(INFINITE);
    time.pass(Duration.ofDays(300));

    assertThat(blob.getProperties().getLeaseDuration()).isEqualTo(LeaseDurationType.INFINITE);
    assertThat(blob.getProperties().getLeaseStatus()).isEqualTo(LeaseStatusType.LOCKED);
    assertCode("LeaseIdMissing", blob::delete);
    mine.releaseLease();
    assertThat(blob.getProperties().getLeaseStatus()).isEqualTo(LeaseStatusType.UNLOCKED);
    blob.delete();
  }

  @Test
  void aLeaseIsChangedByItsHolderAlone() {
    String fresh = UUID.randomUUID().toString();
    String old = mine.acquireLease(FIXED);

    assertCode("LeaseIdMismatchWithLeaseOperation", () -> other.changeLease(fresh));
    mine.changeLease(fresh);

    assertThat(mine.getLeaseId()).isEqualTo(fresh);
    assertCode("LeaseIdMismatchWithBlobOperation", () -> upload("two", old));
    upload("two", fresh);
    assertThat(blob.downloadContent()).hasToString("two");
  }

  @Test
  void aBrokenLeaseIsHeldForThePeriodOfTheBreak() {
    mine.acquireLease(60);

    assertThat(breakWithin(10)).isEqualTo(10);
    assertThat(state()).isEqualTo(LeaseStateType.BREAKING);
    assertCode("LeaseIsBreakingAndCannotBeAcquired", () -> mine.acquireLease(FIXED));
    assertCode("LeaseIdMissing", () -> upload("two", ""));
    upload("two", mine.getLeaseId());

    time.pass(Duration.ofSeconds(10));
    assertThat(state()).isEqualTo(LeaseStateType.BROKEN);
    assertCode("LeaseIsBrokenAndCannotBeRenewed", mine::renewLease);
    upload("three", "");
    other.acquireLease(FIXED);
  }

  @Test
  void aBreakWithoutAPeriodWaitsForAFixedLeaseAndEndsAnInfiniteOne() {
    mine.acquireLease(60);
    time.pass(Duration.ofSeconds(20));
    assertThat(other.breakLease()).isEqualTo(40);
    time.pass(Duration.ofSeconds(40));

    mine.acquireLease(INFINITE);
    assertThat(other.breakLease()).isZero();
    assertThat(state()).isEqualTo(LeaseStateType.BROKEN);
  }

  @Test
  void aReadWithALeaseChecksThatItIsThere() {
    mine.acquireLease(FIXED);

    assertThat(read(mine.getLeaseId())).isEqualTo("one");
    assertCode("LeaseIdMismatchWithBlobOperation", () -> read(UUID.randomUUID().toString()));
    time.pass(OVER);
    assertCode("LeaseLost", () -> read(mine.getLeaseId()));
    mine.releaseLease();
    assertCode("LeaseNotPresentWithBlobOperation", () -> read(mine.getLeaseId()));
  }

  @Test
  void aContainerIsOnlyDeletedByTheHolderOfItsLease() {
    BlobLeaseClient lease = new BlobLeaseClientBuilder().containerClient(container).buildClient();
    lease.acquireLease(INFINITE);

    blob.delete();
    assertCode("LeaseIdMissing", container::delete);
    assertThat(container.getProperties().getLeaseState()).isEqualTo(LeaseStateType.LEASED);
    container.deleteWithResponse(
        new BlobRequestConditions().setLeaseId(lease.getLeaseId()), null, Context.NONE);
    assertThat(container.exists()).isFalse();
  }

  @Test
  void aListShowsLeases() {
    mine.acquireLease(INFINITE);

    assertThat(container.listBlobs())
        .singleElement()
        .satisfies(item -> {
          assertThat(item.getProperties().getLeaseState()).isEqualTo(LeaseStateType.LEASED);
          assertThat(item.getProperties().getLeaseStatus()).isEqualTo(LeaseStatusType.LOCKED);
          assertThat(item.getProperties().getLeaseDuration()).isEqualTo(LeaseDurationType.INFINITE);
        });
  }

  private LeaseStateType state() {
    return blob.getProperties().getLeaseState();
  }

  private int breakWithin(int seconds) {
    return other
        .breakLeaseWithResponse(
            new BlobBreakLeaseOptions().setBreakPeriod(Duration.ofSeconds(seconds)),
            null,
            Context.NONE)
        .getValue();
  }

  private String read(String lease) {
    return blob.downloadContentWithResponse(
            null, new BlobRequestConditions().setLeaseId(lease), null, Context.NONE)
        .getValue()
        .toString();
  }

  /// @param lease empty for none
  private void upload(String content, String lease) {
    BlobRequestConditions conditions = new BlobRequestConditions();
    if (!lease.isEmpty()) {
      conditions.setLeaseId(lease);
    }
    blob.uploadWithResponse(
        new BlobParallelUploadOptions(BinaryData.fromString(content))
            .setRequestConditions(conditions),
        null,
        Context.NONE);
  }
}
