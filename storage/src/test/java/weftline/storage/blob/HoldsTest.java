package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.storage.PlainRequest;
import weftline.storage.WireTimes;

/// Holds, policies and expiry, where one meets another or the history of a blob.
class HoldsTest {
  private static final String LEASE = "aaaaaaaa-0000-0000-0000-000000000000";

  private Desk desk;

  @BeforeEach
  void open(@TempDir Path folder) {
    desk = new Desk(folder);
    desk.send(Desk.put("hello"));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @ParameterizedTest
  @CsvSource({
    "include, hold, BlobImmutableDueToLegalHold",
    "only, hold, BlobImmutableDueToLegalHold",
    "include, policy, BlobImmutableDueToPolicy",
    "only, policy, BlobImmutableDueToPolicy"
  })
  void aSnapshotThatIsKeptStaysWithItsBlob(String snapshots, String how, String outcome) {
    String snapshot = desk.header(Desk.change("snapshot"), "x-ms-snapshot");
    desk.send(keep(how, "&snapshot=" + snapshot));

    assertThat(desk.outcome(Desk.delete().with("x-ms-delete-snapshots", snapshots)))
        .isEqualTo(outcome);

    assertThat(desk.body(PlainRequest.of("GET", Desk.BLOB + "?snapshot=" + snapshot)))
        .isEqualTo("hello");
    assertThat(desk.body(Desk.get())).isEqualTo("hello");
    desk.pass(Duration.ofMinutes(2));
    desk.send(release("&snapshot=" + snapshot));
    assertThat(desk.outcome(Desk.delete().with("x-ms-delete-snapshots", snapshots)))
        .isEqualTo("202");
  }

  @ParameterizedTest
  @CsvSource({"hold, BlobImmutableDueToLegalHold", "policy, BlobImmutableDueToPolicy"})
  void aDeletedSnapshotThatIsKeptIsNotDeletedForGood(String how, String outcome) {
    String snapshot = desk.header(Desk.change("snapshot"), "x-ms-snapshot");
    desk.send(keep(how, "&snapshot=" + snapshot));
    BlobId blob = blob();
    Key key = BlobKeys.history(blob, Moments.parse(snapshot).orElseThrow());
    BlobRow row = BlobRow.read(desk.store.get(key).orElseThrow());
    Deletion deletion = new Deletion(desk.now(), desk.now().plus(Duration.ofDays(7)));
    byte[] deleted = row.with(BlobField.DELETION, deletion).toBytes();
    desk.store.commit(Batch.builder().put(key, deleted).build()).toCompletableFuture().join();

    PlainRequest delete =
        PlainRequest.of("DELETE", Desk.BLOB + "?deletetype=permanent&snapshot=" + snapshot);

    assertThat(desk.outcome(delete)).isEqualTo(outcome);
    assertThat(desk.store.get(key)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "hold, '', BlobImmutableDueToLegalHold",
    "policy, '', BlobImmutableDueToPolicy",
    "hold, snapshot, BlobImmutableDueToLegalHold",
    "policy, snapshot, BlobImmutableDueToPolicy"
  })
  void aContainerStaysWithWhatIsKeptInIt(String how, String what, String outcome) {
    String which =
        what.isEmpty() ? "" : "&snapshot=" + desk.header(Desk.change("snapshot"), "x-ms-snapshot");
    desk.send(keep(how, which));
    BlobId held = blob();

    assertThat(desk.outcome(PlainRequest.of("DELETE", Desk.BOX))).isEqualTo(outcome);

    assertThat(desk.body(Desk.get())).isEqualTo("hello");
    desk.pass(Duration.ofMinutes(2));
    desk.send(release(which));
    assertThat(desk.outcome(PlainRequest.of("DELETE", Desk.BOX))).isEqualTo("202");
    desk.collect();
    assertThat(desk.store.get(BlobKeys.held(held))).isEmpty();
  }

  @Test
  void aContainerStaysWithABlobThatWasBornKept() {
    desk.send(Desk.put("x").with("x-ms-legal-hold", "true"));

    assertThat(desk.outcome(PlainRequest.of("DELETE", Desk.BOX)))
        .isEqualTo("BlobImmutableDueToLegalHold");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hold", "policy"})
  void whatIsKeptDoesNotExpire(String how) {
    expireIn(5);
    desk.send(keep(how, ""));
    desk.pass(Duration.ofSeconds(10));
    desk.collect();
    assertThat(desk.body(Desk.get())).isEqualTo("hello");
    assertThat(desk.outcome(Desk.delete())).startsWith("BlobImmutable");

    desk.send(release(""));
    desk.pass(Duration.ofHours(2));
    assertThat(desk.outcome(Desk.get())).isEqualTo("BlobNotFound");
    assertThat(desk.store.get(BlobKeys.properties(blob()))).isPresent();
    desk.collect();
    assertThat(desk.store.get(BlobKeys.properties(blob()))).isEmpty();
  }

  @Test
  void anExpiredBlobCannotBeDeletedNorItsBlocksListed() {
    expireIn(5);
    desk.pass(Duration.ofSeconds(10));

    assertThat(desk.outcome(Desk.delete())).isEqualTo("BlobNotFound");
    assertThat(desk.outcome(blocks())).isEqualTo("BlobNotFound");
  }

  @Test
  void listingBlocksObeysConditions() {
    desk.send(
        Desk.change("lease")
            .with("x-ms-lease-action", "acquire")
            .with("x-ms-lease-duration", "-1")
            .with("x-ms-proposed-lease-id", LEASE));

    assertThat(desk.outcome(blocks())).isEqualTo("200");
    assertThat(desk.outcome(blocks().with("x-ms-lease-id", LEASE))).isEqualTo("200");
    assertThat(desk.outcome(blocks().with("x-ms-lease-id", LEASE.replace('a', 'b'))))
        .isEqualTo("LeaseIdMismatchWithBlobOperation");
    assertThat(desk.outcome(blocks().with("x-ms-if-tags", "a = 'b'"))).isEqualTo("ConditionNotMet");
  }

  private void expireIn(int seconds) {
    desk.send(
        Desk.change("expiry")
            .with("x-ms-expiry-option", "RelativeToNow")
            .with("x-ms-expiry-time", Integer.toString(seconds * 1_000)));
  }

  private PlainRequest keep(String how, String which) {
    return how.equals("hold")
        ? Desk.change("legalhold" + which).with("x-ms-legal-hold", "true")
        : Desk.change("immutabilityPolicies" + which)
            .with("x-ms-immutability-policy-until-date", WireTimes.http(desk.now().plusSeconds(60)))
            .with("x-ms-immutability-policy-mode", "Locked");
  }

  private static PlainRequest release(String which) {
    return Desk.change("legalhold" + which).with("x-ms-legal-hold", "false");
  }

  private static PlainRequest blocks() {
    return PlainRequest.of("GET", Desk.BLOB + "?comp=blocklist&blocklisttype=all");
  }

  private BlobId blob() {
    ContainerRow row =
        ContainerRow.read(desk.store.get(BlobKeys.container("me", "box")).orElseThrow());
    return new BlobId(new ContainerId("me", "box", row.generation()), "blob");
  }
}
