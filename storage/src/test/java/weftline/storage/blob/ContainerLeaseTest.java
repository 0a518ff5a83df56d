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
import weftline.storage.PlainRequest;

/// What leases do for containers, and how leases are asked for.
class ContainerLeaseTest {
  private static final String A = "aaaaaaaa-0000-0000-0000-000000000000";
  private static final String B = "bbbbbbbb-0000-0000-0000-000000000000";

  private Desk desk;

  @BeforeEach
  void open(@TempDir Path folder) {
    desk = new Desk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aLeasedContainerIsDeletedByItsHolderOnly() {
    assertThat(desk.header(acquire(A, "15"), "x-ms-lease-id")).isEqualTo(A);

    assertThat(desk.outcome(delete())).isEqualTo("LeaseIdMissing");
    assertThat(desk.outcome(delete().with("x-ms-lease-id", B)))
        .isEqualTo("LeaseIdMismatchWithContainerOperation");
    assertThat(desk.outcome(delete().with("x-ms-lease-id", A))).isEqualTo("202");
  }

  @Test
  void aLeaseKeepsNobodyFromReadingAndWriting() {
    desk.send(acquire(A, "-1"));

    assertThat(desk.outcome(metadata())).isEqualTo("200");
    assertThat(desk.outcome(metadata().with("x-ms-lease-id", B)))
        .isEqualTo("LeaseIdMismatchWithContainerOperation");
    assertThat(desk.outcome(head().with("x-ms-lease-id", A))).isEqualTo("200");
    assertThat(desk.outcome(Desk.put("x"))).isEqualTo("201");
  }

  @Test
  void propertiesAndListsShowTheLease() {
    assertThat(desk.header(head(), "x-ms-lease-state")).isEqualTo("available");
    desk.send(acquire(A, "15"));

    assertThat(desk.header(head(), "x-ms-lease-status")).isEqualTo("locked");
    assertThat(desk.header(head(), "x-ms-lease-duration")).isEqualTo("fixed");
    assertThat(desk.body(PlainRequest.of("GET", "/me?comp=list")))
        .contains(
            "<LeaseStatus>locked</LeaseStatus><LeaseState>leased</LeaseState>"
                + "<LeaseDuration>fixed</LeaseDuration>");

    desk.pass(Duration.ofSeconds(15));
    assertThat(desk.header(head(), "x-ms-lease-state")).isEqualTo("expired");
    assertThat(desk.header(head(), "x-ms-lease-status")).isEqualTo("unlocked");
    assertThat(desk.outcome(delete().with("x-ms-lease-id", A))).isEqualTo("LeaseLost");
    assertThat(desk.outcome(lease("renew").with("x-ms-lease-id", A))).isEqualTo("200");
  }

  @Test
  void aChangedContainerForgetsALeaseThatHasEnded() {
    desk.send(acquire(A, "15"));
    desk.pass(Duration.ofSeconds(20));
    desk.send(metadata());

    assertThat(desk.header(head(), "x-ms-lease-state")).isEqualTo("available");
    assertThat(desk.outcome(lease("renew").with("x-ms-lease-id", A)))
        .isEqualTo("LeaseIdMismatchWithLeaseOperation");
  }

  @Test
  void aBreakTellsTheTimeLeftAndLeavesTheTagAsItIs() {
    String etag = desk.header(acquire(A, "60"), "ETag");
    desk.pass(Duration.ofSeconds(20));

    assertThat(desk.header(lease("break"), "x-ms-lease-time")).isEqualTo("40");
    assertThat(desk.header(head(), "x-ms-lease-state")).isEqualTo("breaking");
    assertThat(desk.header(lease("break").with("x-ms-lease-break-period", "0"), "x-ms-lease-time"))
        .isEqualTo("0");
    assertThat(desk.header(head(), "x-ms-lease-state")).isEqualTo("broken");
    assertThat(desk.header(head(), "ETag")).isEqualTo(etag);
  }

  @Test
  void aServerMakesIdsToo() {
    String id = desk.header(lease("acquire").with("x-ms-lease-duration", "15"), "x-ms-lease-id");

    PlainRequest change = lease("change").with("x-ms-lease-id", id);
    assertThat(desk.outcome(change)).isEqualTo("MissingRequiredHeader");
    assertThat(desk.header(change.with("x-ms-proposed-lease-id", B), "x-ms-lease-id")).isEqualTo(B);
    assertThat(desk.outcome(lease("release").with("x-ms-lease-id", B))).isEqualTo("200");
  }

  @Test
  void oldClientsGetAMinute() {
    PlainRequest old = lease("acquire").with("x-ms-version", "2011-08-18");
    desk.send(old);
    desk.pass(Duration.ofSeconds(59));

    assertThat(desk.header(head(), "x-ms-lease-state")).isEqualTo("leased");
    desk.pass(Duration.ofSeconds(1));
    assertThat(desk.header(head(), "x-ms-lease-state")).isEqualTo("expired");
  }

  @ParameterizedTest
  @CsvSource({
    "acquire, x-ms-lease-duration, 14, InvalidHeaderValue",
    "acquire, x-ms-lease-duration, 61, InvalidHeaderValue",
    "acquire, x-ms-lease-duration, 0, InvalidHeaderValue",
    "acquire, x-ms-lease-duration, x, InvalidHeaderValue",
    "acquire, x-ms-lease-duration, 15, 201",
    "acquire, x-ms-version, 2026-10-06, MissingRequiredHeader",
    "renew, x-ms-proposed-lease-id, x, MissingRequiredHeader",
    "renew, x-ms-lease-id, x, InvalidHeaderValue",
    "break, x-ms-lease-break-period, 61, InvalidHeaderValue",
    "break, x-ms-lease-break-period, -1, InvalidHeaderValue",
    "keep, x-ms-lease-id, x, InvalidHeaderValue"
  })
  void refusesWhatCannotBe(String action, String header, String value, String outcome) {
    assertThat(desk.outcome(lease(action).with("x-ms-version", "2026-10-06").with(header, value)))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "AAAAAAAA-0000-0000-0000-000000000000",
    "aaaaaaaa000000000000000000000000",
    "{aaaaaaaa-0000-0000-0000-000000000000}",
    "(aaaaaaaa-0000-0000-0000-000000000000)"
  })
  void takesIdsInEveryForm(String id) {
    assertThat(desk.header(acquire(id, "15"), "x-ms-lease-id")).isEqualTo(A);
  }

  private static PlainRequest acquire(String id, String seconds) {
    return lease("acquire").with("x-ms-proposed-lease-id", id).with("x-ms-lease-duration", seconds);
  }

  private static PlainRequest lease(String action) {
    return PlainRequest.of("PUT", Desk.BOX + "&comp=lease").with("x-ms-lease-action", action);
  }

  private static PlainRequest metadata() {
    return PlainRequest.of("PUT", Desk.BOX + "&comp=metadata").with("x-ms-meta-a", "b");
  }

  private static PlainRequest head() {
    return PlainRequest.of("HEAD", Desk.BOX);
  }

  private static PlainRequest delete() {
    return PlainRequest.of("DELETE", Desk.BOX);
  }
}
