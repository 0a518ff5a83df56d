package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.model.NodeId;

/// A controller follows, takes over and is overtaken.
class ControllerInAGroupTest {
  private static final Standing PRIMARY = new Standing.Primary();
  private static final Standing SECONDARY =
      PlayedLedger.secondary(Optional.of(PlayedGroup.peer(2)));

  private final FakeTime time = new FakeTime();
  private final PlayedLedger ledger = new PlayedLedger(SECONDARY);
  private final Controller controller = Controller.open(ledger, time.time());

  @Test
  void followsWhatOthersDecide() {
    ledger.bring(LedgerContract.entry(1));
    ledger.bring(LedgerContract.entry(2));
    controller.runOnce();

    assertThat(controller.state().nodes().values()).hasSize(2);
    assertThat(controller.journal().last()).isEqualTo(2);
  }

  @Test
  void takesOverAStateAsAWhole() {
    Position far = Position.START.after(LedgerContract.entry(1, 30));
    ledger.restore(far);
    controller.runOnce();

    assertThat(controller.state()).isEqualTo(far.state());
  }

  @Test
  void decidesNothingAndNamesThePrimary() {
    CompletableFuture<Decision> answer = drain("n1");
    controller.runOnce();

    assertThat(answer.exceptionNow())
        .isInstanceOf(Outage.class)
        .hasMessageContaining("The primary is c2 at 10.0.0.2:7400.");
  }

  @Test
  void answersOnceTheOthersHaveAgreed() {
    ledger.bring(LedgerContract.entry(1));
    ledger.become(PRIMARY);
    controller.runOnce();
    CompletableFuture<Decision> answer = drain("n1");
    controller.runOnce();
    assertThat(answer).isNotDone();
    assertThat(drained()).isFalse();
    ledger.agree();
    controller.runOnce();

    assertThat(answer).isCompletedWithValueMatching(Decision.Accepted.class::isInstance);
    assertThat(drained()).isTrue();
  }

  @Test
  void whatWasOnItsWayIsForgottenWithThePrimacy() {
    ledger.bring(LedgerContract.entry(1));
    ledger.become(PRIMARY);
    controller.runOnce();
    CompletableFuture<Decision> answer = drain("n1");
    controller.runOnce();
    ledger.lose();
    ledger.bring(LedgerContract.entry(2));
    controller.runOnce();

    assertThat(answer.exceptionNow())
        .isInstanceOf(Outage.class)
        .hasMessageContaining("It is not known whether the change was made.");
    assertThat(drained()).isFalse();
    assertThat(controller.journal().last()).isEqualTo(2);
  }

  /// A majority may be away for long.
  @Test
  void whoComesAfterTheLossNeedNotWaitForWhatWasOnItsWay() {
    ledger.bring(LedgerContract.entry(1));
    ledger.become(PRIMARY);
    controller.runOnce();
    CompletableFuture<Decision> onItsWay = drain("n1");
    controller.runOnce();
    ledger.become(PlayedLedger.secondary(Optional.empty()));
    CompletableFuture<Decision> later = drain("n1");
    controller.runOnce();

    assertThat(onItsWay).isNotDone();
    assertThat(later.exceptionNow()).hasMessage("The controllers have no primary now.");
  }

  @Test
  void whoIsPrimaryAgainGivesAFullGraceAgain() {
    Duration grace = Duration.ofSeconds(10);
    NodeWatch watch = new NodeWatch(controller, grace, time::nanos);
    ledger.become(PRIMARY);
    ledger.bring(LedgerContract.entry(1));
    controller.runOnce();
    watch.runOnce();
    time.pass(grace.dividedBy(2));
    watch.runOnce();
    ledger.become(SECONDARY);
    controller.runOnce();
    ledger.become(PRIMARY);
    controller.runOnce();
    for (int i = 0; i < 3; i++) {
      time.pass(grace.dividedBy(4));
      watch.runOnce();
    }
    controller.runOnce();
    ledger.agree();
    controller.runOnce();

    assertThat(controller.state().nodes().get(new NodeId("n1")).orElseThrow().isUp()).isTrue();
  }

  @Test
  void itsTimeGoesOnFromWhatOthersHaveDecided() {
    ledger.bring(LedgerContract.entry(100));
    controller.runOnce();

    assertThat(controller.now()).isAfterOrEqualTo(LedgerContract.AT.plusSeconds(100));
  }

  @Test
  void onlyThePrimaryIsSureToBeUpToDate() throws Exception {
    assertThatThrownBy(controller::catchUp).isInstanceOf(Outage.class);
    ledger.become(PRIMARY);
    controller.runOnce();
    controller.catchUp();
  }

  @Test
  void aNewPrimaryGivesEveryNodeAFullGrace() {
    Duration grace = Duration.ofSeconds(10);
    NodeWatch watch = new NodeWatch(controller, grace, time::nanos);
    ledger.bring(LedgerContract.entry(1));
    controller.runOnce();
    watch.runOnce();
    time.pass(grace.multipliedBy(3));
    ledger.become(PRIMARY);
    controller.runOnce();
    watch.runOnce();
    time.pass(grace.minusSeconds(1));
    watch.runOnce();
    controller.runOnce();
    ledger.agree();
    controller.runOnce();

    assertThat(controller.state().nodes().get(new NodeId("n1")).orElseThrow().isUp()).isTrue();
  }

  @Test
  void withoutAPrimaryItIsNotReady() {
    assertThat(controller.obstacle()).isEmpty();
    ledger.become(PlayedLedger.secondary(Optional.empty()));
    controller.runOnce();

    assertThat(controller.obstacle()).contains("The controllers have no primary now.");
  }

  private CompletableFuture<Decision> drain(String node) {
    return controller.submit(at -> new Command.DrainNode(at, "somebody", new NodeId(node)));
  }

  private boolean drained() {
    return controller.state().nodes().get(new NodeId("n1")).orElseThrow().drained();
  }
}
