package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.model.Capacity;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PortRange;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// One writer over a ledger: what is answered is durable, and what is durable comes back.
class ControllerTest {
  private final MemoryLedger ledger = new MemoryLedger();
  private final FakeTime time = new FakeTime();
  private Thread running = Thread.ofVirtual().unstarted(() -> {});

  @AfterEach
  void stop() throws InterruptedException {
    running.interrupt();
    if (running.getState() != Thread.State.NEW) {
      running.join();
    }
  }

  @Test
  void answersOnceTheOutcomeIsInTheLedger() throws IOException {
    Controller controller = open();
    CompletableFuture<Decision> answer = join(controller, "n1");
    assertThat(answer).isNotDone();
    controller.runOnce();

    assertThat(answer).isCompletedWithValueMatching(Decision.Accepted.class::isInstance);
    assertThat(ledger.recover().history()).hasSize(1);
  }

  @Test
  void putsWhatWaitsIntoOneEntry() throws IOException {
    Controller controller = open();
    var first = join(controller, "n1");
    var second = join(controller, "n2");
    controller.runOnce();

    assertThat(first).isDone();
    assertThat(second).isDone();
    assertThat(ledger.recover().history()).hasSize(1);
    assertThat(controller.journal().last()).isEqualTo(2);
  }

  @Test
  void leavesToTheNextEntryWhatWouldMakeOneTooLong() throws IOException {
    Controller controller = open();
    ServiceModel large = new SmallService().model(6_000);
    var answers =
        Stream.of("s1", "s2", "s3")
            .map(ServiceName::new)
            .map(name ->
                controller.submit(
                    at -> new Command.Deploy(at, "me", name, Slot.PRODUCTION, "v1", large)))
            .toList();
    controller.runOnce();

    assertThat(answers.stream().filter(CompletableFuture::isDone)).hasSize(2);
    controller.runOnce();

    assertThat(answers).allMatch(CompletableFuture::isDone);
    assertThat(controller.state().instances().size()).isEqualTo(18_000);
  }

  @Test
  void writesNothingWhenNothingHappens() throws IOException {
    Controller controller = open();
    controller.runOnce();

    assertThat(ledger.recover().history()).isEmpty();
  }

  @Test
  void refusesWithoutWriting() throws IOException {
    Controller controller = open();
    var answer = controller.submit(at -> new Command.Swap(at, "me", new ServiceName("nobody")));
    controller.runOnce();

    assertThat(answer).isCompletedWithValueMatching(Decision.Refused.class::isInstance);
    assertThat(ledger.recover().history()).isEmpty();
  }

  @Test
  void comesBackWithTheSameStateFromTheLog() throws IOException {
    Controller controller = open();
    var _ = join(controller, "n1");
    var _ = join(controller, "n2");
    controller.runOnce();

    Controller next = open();
    assertThat(next.state().snapshot()).isEqualTo(controller.state().snapshot());
    assertThat(next.journal().last()).isEqualTo(controller.journal().last());
  }

  @Test
  void comesBackWithTheSameStateFromACheckpoint() throws IOException {
    Controller controller = open();
    for (int i = 0; i < 1_100; i++) {
      var _ = join(controller, "n" + i);
      controller.runOnce();
    }
    assertThat(open().state().snapshot()).isEqualTo(controller.state().snapshot());
  }

  @Test
  void refusesChangesWhileTheDiskIsFullAndRecovers() throws IOException {
    Controller controller = open();
    ledger.fill(true);
    var refused = join(controller, "n1");
    controller.runOnce();
    assertThat(refused).isCompletedExceptionally();
    assertThat(controller.journal().last()).isZero();

    ledger.fill(false);
    var taken = join(controller, "n1");
    controller.runOnce();
    assertThat(taken).isCompletedWithValueMatching(Decision.Accepted.class::isInstance);
  }

  @Test
  void saysWhyAChangeCouldNotBeKept() throws Exception {
    Controller controller = start();
    ledger.fill(true);

    assertThatThrownBy(() -> controller.ask(at -> new Command.JoinNode(at, node("n1"))))
        .isInstanceOf(Outage.class)
        .hasMessageContaining("full");
  }

  @Test
  void saysThatItCannotWriteUntilItCan() throws IOException {
    Controller controller = open();
    controller.runOnce();
    assertThat(controller.obstacle()).isEmpty();

    ledger.fill(true);
    var _ = join(controller, "n1");
    controller.runOnce();
    controller.runOnce();
    assertThat(controller.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("ledger"));

    ledger.fill(false);
    controller.runOnce();
    assertThat(controller.obstacle()).as("without anything to write").isEmpty();
  }

  @Test
  void saysThatItDoesNotMove() throws IOException {
    Controller controller = open();
    controller.runOnce();
    time.pass(Duration.ofSeconds(6));

    assertThat(controller.obstacle()).contains("The controller has not moved for 6 s.");
  }

  @Test
  void neverDatesAnEntryBeforeTheOneAhead() throws IOException {
    Controller controller = open();
    var _ = join(controller, "n1");
    controller.runOnce();
    time.set(Instant.EPOCH);
    var _ = join(controller, "n2");
    controller.runOnce();

    var entries = ledger.recover().history();
    assertThat(entries.get(1).at()).isAfterOrEqualTo(entries.get(0).at());
  }

  @Test
  void wakesWhoWaitsForAChange() throws Exception {
    Controller controller = start();
    var waiter =
        CompletableFuture.supplyAsync(() -> {
          try {
            controller.awaitEvents(0, Duration.ofMinutes(1));
            return controller.journal().last();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    controller.ask(at -> new Command.JoinNode(at, node("n1")));

    assertThat(waiter.get()).isEqualTo(1);
  }

  @Test
  void stopsWaitingWhenTheTimeIsOver() throws Exception {
    Controller controller = open();

    assertThat(controller.await(_ -> false, Duration.ofMillis(1))).isSameAs(controller.state());
  }

  private Controller open() throws IOException {
    return Controller.open(ledger, time.time());
  }

  private Controller start() throws IOException {
    Controller controller = open();
    running = Thread.ofVirtual().start(controller::run);
    return controller;
  }

  private static CompletableFuture<Decision> join(Controller controller, String name) {
    return controller.submit(at -> new Command.JoinNode(at, node(name)));
  }

  static NodeDescription node(String name) {
    return new NodeDescription(new NodeId(name), "127.0.0.1", 0, VM, new PortRange(20_000, 20_099));
  }

  private static final Capacity VM = new Capacity(8, 14_336, 100_000);
}
