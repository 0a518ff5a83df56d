package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weftline.agent.CurrentState.Status;

/// What holds of what a role's clients have said.
class StatusLeasesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private final StatusLeases leases = new StatusLeases();

  @Test
  void whoSaidNothingLeavesItToTheFabric() {
    assertThat(leases.at(NOW)).isEmpty();
  }

  @Test
  void aLeaseHoldsUntilItExpires() throws IOException {
    leases.take(said("a", "Busy", "2026-11-21T09:00:01Z"));
    assertThat(leases.at(NOW)).contains(Status.BUSY);
    assertThat(leases.nextExpiration(NOW)).contains(NOW.plusSeconds(1));
    assertThat(leases.at(NOW.plusSeconds(1))).isEmpty();
    assertThat(leases.nextExpiration(NOW.plusSeconds(1))).isEmpty();
  }

  @Test
  void theNewerWordOfAClientReplacesTheOlder() throws IOException {
    leases.take(said("a", "Busy", "9999-12-31T23:59:59.999Z"));
    leases.take(said("a", "Started", "9999-12-31T23:59:59.999Z"));
    assertThat(leases.at(NOW)).contains(Status.READY);
  }

  @Test
  void whoIsBusyWinsOverWhoIsReady() throws IOException {
    leases.take(said("a", "Busy", "9999-12-31T23:59:59.999Z"));
    leases.take(said("b", "Started", "9999-12-31T23:59:59.999Z"));
    assertThat(leases.at(NOW)).contains(Status.BUSY);
  }

  @Test
  void aReleasedLeaseSaysNothing() throws IOException {
    leases.take(said("a", "Busy", "9999-12-31T23:59:59.999Z"));
    leases.take(
        CurrentState.parse(
            "<CurrentState><StatusLease ClientId=\"a\"><Release/></StatusLease></CurrentState>"));
    assertThat(leases.at(NOW)).isEmpty();
  }

  @Test
  void onlySoManyClientsAreRemembered() throws IOException {
    leases.take(said("first", "Busy", "9999-12-31T23:59:59.999Z"));
    for (int i : IntStream.range(0, 16).toArray()) {
      leases.take(said("client" + i, "Started", "9999-12-31T23:59:59.999Z"));
    }
    assertThat(leases.at(NOW)).contains(Status.READY);
  }

  @Test
  void anUnknownStatusIsRefused() {
    assertThatThrownBy(() -> said("a", "Sleepy", "9999-12-31T23:59:59Z"))
        .hasMessageContaining("Sleepy");
  }

  @Test
  void whatIsNoDocumentIsRefused() {
    assertThatThrownBy(() -> CurrentState.parse("<CurrentState><oops>"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> said("a", "Busy", "tomorrow")).isInstanceOf(IOException.class);
  }

  private static CurrentState said(String client, String status, String expiration)
      throws IOException {
    return CurrentState.parse(
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <CurrentState><StatusLease ClientId="%s"><Acquire><Incarnation>1</Incarnation>\
        <Status>%s</Status><Expiration>%s</Expiration></Acquire></StatusLease></CurrentState>\
        """
            .formatted(client, status, expiration));
  }
}
