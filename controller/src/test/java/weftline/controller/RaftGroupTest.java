package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.controller.LedgerContract.entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The contract with three controllers, and what only a group can live through.
class RaftGroupTest extends LedgerContract {
  private static final int ENTRIES = 50;
  private static final int LETTERS_PER_ENTRY = 4;
  private static final int HEARTBEATS = 20;

  private final PlayedGroup group = new PlayedGroup(3);

  /// The second time, all of them start again.
  @Override
  Ledger reopen() {
    return group.primary().ledger();
  }

  @Override
  void close(Ledger ledger) {
    group.peers.forEach(group::kill);
    group.peers.forEach(group::start);
  }

  @Override
  void waitUntil(BooleanSupplier wanted) {
    group.turns.until(wanted);
  }

  @Test
  void everybodyHasWhatOneAppends() {
    group.append(entry(1));
    group.append(entry(2));

    for (Peer peer : group.peers) {
      assertThat(group.member(peer).entries).containsExactly(entry(1), entry(2));
    }
  }

  /// One to each of the others for an entry, and its answer; besides, heartbeats.
  @Test
  void aPrimaryThatIsBusySaysHowFarTheLogIsAgreedOnWithTheNextEntry() {
    group.append(entry(1));
    PlayedGroup.Member primary = group.primary();
    group.turns.pass(Duration.ofSeconds(1));
    long before = group.letters();

    for (int index = 2; index <= ENTRIES + 1; index++) {
      CompletableFuture<Void> durable = primary.append(entry(index));
      group.turns.until(durable::isDone);
    }

    assertThat(group.letters() - before).isLessThan(ENTRIES * LETTERS_PER_ENTRY + HEARTBEATS);
  }

  @Test
  void anotherOneTakesOver() {
    group.append(entry(1));
    PlayedGroup.Member first = group.primary();
    long before = group.turns.nanos();
    group.kill(first.peer);
    group.append(entry(2));

    assertThat(group.primary()).isNotSameAs(first);
    assertThat(Duration.ofNanos(group.turns.nanos() - before)).isLessThan(Duration.ofSeconds(2));
    assertThat(group.primary().entries).containsExactly(entry(1), entry(2));
  }

  /// A machine on which too much is going on, or that was asleep: their silence was nobody's.
  @Test
  void thePrimaryOutlivesATimeInWhichNobodyHadATurn() {
    group.append(entry(1));
    PlayedGroup.Member primary = group.primary();
    for (int i = 0; i < 10; i++) {
      group.turns.holdUp(Surroundings.SILENCE_MAX.multipliedBy(3));
      group.turns.pass(Surroundings.SILENCE_MAX.dividedBy(10));

      assertThat(primary.ledger().standing()).isInstanceOf(Standing.Primary.class);
    }
    group.append(entry(2));

    assertThat(group.primary()).isSameAs(primary);
  }

  /// Those who miss the primary stand for election one after the other.
  @Test
  void failoversAreQuick() {
    List<Long> millis = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      group.append(entry(i));
      Peer first = group.primary().peer;
      long before = group.turns.nanos();
      group.kill(first);
      group.primary();
      millis.add(Duration.ofNanos(group.turns.nanos() - before).toMillis());
      group.start(first);
    }
    millis.sort(null);

    assertThat(millis.get(millis.size() / 2)).as("%s", millis).isLessThan(700);
    assertThat(millis.getLast()).as("%s", millis).isLessThan(1_000);
  }

  /// The library would forget to; see Canvass.
  @Test
  void whoAskedForVotesWhenAnotherWasElectedAsksAgainWhenThatOneIsGone() {
    group.append(entry(1));
    PlayedGroup.Member first = group.primary();
    for (Peer peer : group.peers) {
      if (!peer.equals(first.peer)) {
        group.member(peer).ledger().canvass();
      }
    }
    group.turns.pass(Duration.ofSeconds(1));
    group.kill(first.peer);
    group.append(entry(2));

    assertThat(group.primary()).isNotSameAs(first);
  }

  @Test
  void whoWasDeadCatchesUp() {
    Peer dead = group.secondary().peer;
    group.kill(dead);
    group.append(entry(1));
    group.start(dead);
    group.append(entry(2));

    assertThat(group.member(dead).entries).containsExactly(entry(1), entry(2));
  }

  @Test
  void whoMissedTooMuchIsGivenTheState() {
    Peer dead = group.secondary().peer;
    group.kill(dead);
    for (int i = 1; i <= 2_500; i++) {
      group.append(entry(i));
    }
    group.start(dead);
    group.append(entry(2_501));

    assertThat(group.member(dead).read().state()).isEqualTo(group.primary().read().state());
    assertThat(group.member(dead).entries.getFirst()).isNotEqualTo(entry(1));
  }

  @Test
  void oneThatIsCutOffCommitsNothingAndIsOvertaken() {
    group.append(entry(1));
    PlayedGroup.Member old = group.primary();
    group.cutOff(old.peer);
    CompletableFuture<Void> lost = old.append(entry(2, 3));
    group.append(entry(2));
    group.mend();
    group.append(entry(3));

    assertThat(lost.exceptionNow()).isInstanceOf(Ledger.NotPrimary.class);
    assertThat(old.entries).containsExactly(entry(1), entry(2), entry(3));
  }

  /// What it proposed when it was elected may be agreed on under its successor.
  @Test
  void whoWasOvertakenAsItWasElectedIsNotPrimary() {
    group.turns.until(() -> group.peers.stream().anyMatch(this::isElected));
    group.turns.pass(Duration.ofNanos(1)); // its word is on the way
    PlayedGroup.Member overtaken =
        group.member(group.peers.stream().filter(this::isElected).findFirst().orElseThrow());
    group.deafen(overtaken.peer);
    List<Standing> stood = new ArrayList<>();
    overtaken.ledger().listen(() -> stood.add(overtaken.ledger().standing()));
    assertThat(group.primary()).isNotSameAs(overtaken);
    group.mend();
    group.append(entry(1));

    assertThat(stood).isNotEmpty().doesNotContain(new Standing.Primary());
  }

  private boolean isElected(Peer peer) {
    return group.member(peer).ledger().membership().members().stream()
        .anyMatch(member -> member.peer().equals(peer) && member.role() == Membership.Role.PRIMARY);
  }

  @Test
  void whoCannotWriteIsNotElected() {
    PlayedGroup five = new PlayedGroup(5);
    five.append(entry(1));
    Peer full = five.secondary().peer;
    five.disk(full).fill(true);
    for (int i = 0; i < 5; i++) {
      Peer first = five.primary().peer;
      five.kill(first);
      assertThat(five.primary().peer).isNotEqualTo(full);
      five.start(first);
    }
  }

  @Test
  void aSecondarySaysWhoIsPrimary() {
    PlayedGroup.Member primary = group.primary();
    PlayedGroup.Member secondary = group.secondary();
    group.turns.pass(Duration.ofSeconds(1));
    CompletableFuture<Void> refused = secondary.append(entry(1));
    group.turns.until(refused::isDone);

    assertThat(refused.exceptionNow())
        .isInstanceOf(Ledger.NotPrimary.class)
        .hasMessageContaining(primary.peer.address());
  }

  @Test
  void nothingIsTakenWithoutAMajority() {
    group.append(entry(1));
    PlayedGroup.Member left = group.primary();
    for (Peer peer : group.peers) {
      if (!peer.equals(left.peer)) {
        group.kill(peer);
      }
    }
    CompletableFuture<Void> waiting = left.append(entry(2));
    CompletableFuture<Long> unsure = left.ledger().confirm();
    group.turns.pass(Duration.ofSeconds(2));

    assertThat(waiting).isCompletedExceptionally();
    assertThat(unsure).isCompletedExceptionally();
    assertThat(left.ledger().standing()).isInstanceOf(Standing.Secondary.class);
  }

  @Test
  void aStaleBatchIsLeftOutByEverybody() {
    group.append(entry(1));
    CompletableFuture<Void> stale = group.primary().append(entry(1));
    group.turns.until(stale::isDone);
    group.append(entry(2));

    assertThat(stale).isCompletedExceptionally();
    assertThat(group.secondary().entries).containsExactly(entry(1), entry(2));
  }

  @Test
  void oneMoreReadsAlongAndThenCounts() {
    group.append(entry(1));
    Peer fourth = PlayedGroup.peer(4);
    group.start(fourth);
    change(primary -> primary.add(fourth));
    assertThat(roleOf(fourth)).isEqualTo(Membership.Role.JOINING);
    group.append(entry(2));
    group.turns.pass(Duration.ofMillis(100));
    change(Membership::promote);
    group.append(entry(3));

    assertThat(roleOf(fourth)).isEqualTo(Membership.Role.SECONDARY);
    assertThat(group.member(fourth).entries).containsExactly(entry(1), entry(2), entry(3));
  }

  @Test
  void oneThatWasRemovedIsNotMissed() {
    group.append(entry(1));
    Peer gone = group.secondary().peer;
    change(primary -> primary.remove(gone));
    group.kill(gone);
    group.append(entry(2));

    assertThat(group.primary().ledger().membership().members()).hasSize(2);
  }

  @Test
  void thePrimaryItselfCanBeRemoved() {
    group.append(entry(1));
    Peer gone = group.primary().peer;
    change(primary -> primary.remove(gone));
    group.kill(gone);
    group.append(entry(2));

    assertThat(group.primary().peer).isNotEqualTo(gone);
  }

  @Test
  void theNameOfAnotherIsRefused() {
    Peer impostor = new Peer("c2", "10.0.0.9:7400");
    CompletableFuture<Void> refused = group.primary().ledger().membership().add(impostor);

    assertThat(refused.exceptionNow()).hasMessage("There is a controller c2 already.");
  }

  private void change(Function<Membership, CompletableFuture<Void>> change) {
    CompletableFuture<Void> changed = change.apply(group.primary().ledger().membership());
    group.turns.until(changed::isDone);
    changed.join();
  }

  private Membership.Role roleOf(Peer peer) {
    return group.primary().ledger().membership().members().stream()
        .filter(member -> member.peer().equals(peer))
        .findFirst()
        .orElseThrow()
        .role();
  }

  @Test
  void theSameSeedTellsTheSameStory() {
    assertThat(story()).isEqualTo(story());
  }

  private static List<String> story() {
    PlayedGroup played = new PlayedGroup(3);
    List<String> told = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      Peer primary = played.primary().peer;
      played.append(entry(i));
      told.add(primary.name() + " at " + played.turns.nanos());
      played.kill(primary);
      played.primary();
      played.start(primary);
    }
    return told;
  }
}
