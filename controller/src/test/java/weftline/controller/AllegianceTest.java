package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Who waits for a primary's answer goes on waiting while that one may still give it.
class AllegianceTest {
  private static final Standing FIRST = secondaryTo("c1");
  private static final Standing OTHER = secondaryTo("c2");
  private static final Standing NOBODY = new Standing.Secondary(Optional.empty());

  private final Allegiance allegiance = new Allegiance();
  private Duration now = Duration.ZERO;

  @Test
  void itEndsWithAnotherPrimary() {
    CompletableFuture<Void> over = waitingFor(FIRST);

    see(OTHER);

    assertThat(over).isDone();
    assertThat(allegiance.over()).isNotDone();
  }

  @Test
  void itEndsWhenThisOneIsPrimaryItself() {
    CompletableFuture<Void> over = waitingFor(FIRST);

    see(new Standing.Primary());

    assertThat(over).isDone();
  }

  @Test
  void itEndsWhenThisOneIsPrimaryNoMore() {
    CompletableFuture<Void> over = waitingFor(new Standing.Primary());

    see(FIRST);

    assertThat(over).isDone();
  }

  @Test
  void whoIsMissedForAMomentMayStillAnswer() {
    CompletableFuture<Void> over = waitingFor(FIRST);

    see(NOBODY);
    after(Duration.ofSeconds(1), NOBODY);
    after(Duration.ofMillis(500), FIRST);
    after(Duration.ofSeconds(1), NOBODY); // the time before does not count
    after(Duration.ofSeconds(2), NOBODY);

    assertThat(over).isNotDone();
  }

  @Test
  void itEndsWithoutAPrimaryForLong() {
    CompletableFuture<Void> over = waitingFor(FIRST);

    see(NOBODY);
    after(Duration.ofSeconds(3), NOBODY);

    assertThat(over).isDone();
    CompletableFuture<Void> next = waitingFor(FIRST); // the same one again, in a new term
    see(OTHER);
    assertThat(next).isDone();
  }

  private CompletableFuture<Void> waitingFor(Standing standing) {
    see(standing);
    return allegiance.over();
  }

  private void after(Duration time, Standing standing) {
    now = now.plus(time);
    see(standing);
  }

  private void see(Standing standing) {
    allegiance.see(standing, now.toNanos());
  }

  private static Standing secondaryTo(String name) {
    return new Standing.Secondary(Optional.of(new Peer(name, "10.0.0.1:7400")));
  }
}
