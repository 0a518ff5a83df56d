package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.core.Keepers;

/// Controllers over a real consensus: the level that they rise to together, and the disks that they
/// are held to.
class GroupWatchTest {
  private static final Edition EARLIER = new Edition(1, "earlier");

  private final PlayedGroup group = new PlayedGroup(3);
  private final Map<String, Watched> watched = new TreeMap<>();

  @Test
  void theyRiseTogetherAndAreHeldToTheirDisks() {
    settle(keepers -> keepers.stores().size() == 3);

    assertThat(keepers().level()).isEqualTo(4);
    assertThat(keepers().stores().values()).doesNotHaveDuplicates();
  }

  @Test
  void oneThatReadsLessHoldsThemBackUntilItIsUpgraded() {
    Peer third = group.peers.get(2);
    restart(third, EARLIER);
    pass(Duration.ofSeconds(10));
    assertThat(keepers()).isEqualTo(new Keepers(1, Map.of()));

    restart(third, Edition.THIS);
    settle(keepers -> keepers.stores().size() == 3);
    assertThat(keepers().level()).isEqualTo(4);
  }

  @Test
  void oneThatIsSilentHoldsThemBack() {
    group.kill(group.peers.get(2));
    pass(Duration.ofSeconds(10));

    assertThat(keepers().level()).isEqualTo(1);
  }

  @Test
  void thereIsNoWayBack() {
    settle(keepers -> keepers.level() == 4);
    Peer third = group.peers.get(2);
    group.kill(third);
    group.install(third, EARLIER);

    assertThatThrownBy(() -> group.start(third))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(
            "The fabric is at level 4; this Weftline (earlier) reads up to level 1.")
        .hasMessageContaining("start the version that ran here before, or a newer one");
  }

  @Test
  void oneThatReadsLessEndsWhenItIsGivenMore() {
    settle(keepers -> keepers.level() == 4);
    Peer fourth = PlayedGroup.peer(4);
    group.install(fourth, EARLIER);
    group.start(fourth);
    CompletableFuture<Void> added = group.primary().ledger().membership().add(fourth);
    group.turns.until(added::isDone);
    group.turns.pass(Duration.ofSeconds(1));

    assertThatThrownBy(() -> group.member(fourth).ledger().news())
        .hasRootCauseMessage(
            "The fabric is at level 4; this Weftline (earlier) reads up to level 1. There is no way"
                + " back to an earlier level: start the version that ran here before, or a newer"
                + " one.");
  }

  @Test
  void whoComesWithAnEmptyDiskIsNotBelieved() {
    settle(keepers -> keepers.stores().size() == 3);
    Peer lost = group.secondary().peer;
    group.kill(lost);
    group.loseDisk(lost);
    group.kill(group.secondary().peer); // a majority of two would need its word
    group.start(lost);
    group.turns.pass(Duration.ofSeconds(30));

    assertThat(group.runs(peer -> group.member(peer).ledger().standing()))
        .doesNotContain(new Standing.Primary());
  }

  @Test
  void itIsToldWhy() {
    settle(keepers -> keepers.stores().size() == 3);
    Peer lost = group.secondary().peer;
    group.kill(lost);
    group.loseDisk(lost);
    group.start(lost);
    group.turns.pass(Duration.ofSeconds(2));

    assertThat(group.objections)
        .contains(
            "The controller %1$s is known with another disk. On this one it does not know what it"
                    .formatted(lost.name())
                + " has voted, so it may not take part: take it out with `wfl controllers remove"
                + " %1$s`, then start it under a new name and let it in with `wfl controllers add`."
                    .formatted(lost.name()));
  }

  @Test
  void whoComesBackWithItsDiskIsBelieved() {
    settle(keepers -> keepers.stores().size() == 3);
    Peer back = group.secondary().peer;
    restart(back, Edition.THIS);
    group.kill(group.primary().peer);
    pass(Duration.ofSeconds(5));

    assertThat(group.objections).isEmpty();
    assertThat(group.primary().ledger().standing()).isEqualTo(new Standing.Primary());
  }

  @Test
  void aPrimaryThatCannotWriteHandsOver() {
    settle(keepers -> keepers.stores().size() == 3);
    Peer full = group.primary().peer;
    group.disk(full).fill(true);
    pass(Duration.ofSeconds(2));
    CompletableFuture<Decision> change =
        primary().controller.submit(at -> new Command.JoinNode(at, ControllerTest.node("n1")));
    settle(_ -> change.isDone());

    assertThat(group.primary().peer).isNotEqualTo(full);
    assertThat(change).isCompletedWithValueMatching(Decision.Accepted.class::isInstance);
  }

  @Test
  void whereNobodyCanWriteThePrimaryStays() {
    settle(keepers -> keepers.stores().size() == 3);
    Peer first = group.primary().peer;
    group.peers.stream()
        .filter(peer -> !peer.equals(first))
        .forEach(peer -> group.disk(peer).fill(true));
    pass(Duration.ofSeconds(1)); // so that it knows
    group.disk(first).fill(true);
    pass(Duration.ofSeconds(2));

    assertThat(group.primary().peer).isEqualTo(first);
  }

  @Test
  void whoHasLeftIsForgottenAndOneMoreVotesOnceItsDiskIsKnown() {
    settle(keepers -> keepers.stores().size() == 3);
    Peer gone = group.secondary().peer;
    Peer fourth = PlayedGroup.peer(4);
    group.start(fourth);
    CompletableFuture<Void> removed = group.primary().ledger().membership().remove(gone);
    group.turns.until(removed::isDone);
    group.kill(gone);
    CompletableFuture<Void> added = group.primary().ledger().membership().add(fourth);
    group.turns.until(added::isDone);
    settle(keepers -> keepers.store("c4").isPresent() && keepers.store(gone.name()).isEmpty());
    pass(Duration.ofSeconds(2));

    assertThat(group.primary().ledger().membership().members())
        .extracting(Membership.Member::role)
        .doesNotContain(Membership.Role.JOINING)
        .hasSize(3);
  }

  private void restart(Peer peer, Edition edition) {
    group.kill(peer);
    group.install(peer, edition);
    group.start(peer);
  }

  private Keepers keepers() {
    return primary().controller.state().keepers();
  }

  private void settle(Predicate<Keepers> wanted) {
    group.turns.until(() -> {
      primary().round();
      return wanted.test(keepers());
    });
  }

  private void pass(Duration time) {
    for (int i = 0; i < 20; i++) {
      primary().round();
      group.turns.pass(time.dividedBy(20));
    }
  }

  private Watched primary() {
    PlayedGroup.Member member = group.primary();
    Watched known = watched.get(member.peer.name());
    if (known == null || known.member != member) {
      known = new Watched(member);
      watched.put(member.peer.name(), known);
    }
    return known;
  }

  /// A controller over its ledger.
  private final class Watched {
    private final PlayedGroup.Member member;
    private final Controller controller;
    private final GroupWatch watch;

    Watched(PlayedGroup.Member member) {
      this.member = member;
      this.controller =
          Controller.open(member.ledger(), new Time(() -> Instant.EPOCH, group.turns::nanos));
      this.watch = new GroupWatch(controller);
    }

    void round() {
      controller.runOnce();
      var _ = watch.runOnce();
      controller.runOnce();
    }
  }
}
