package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.core.Event;
import weftline.core.FabricSettings;
import weftline.core.Healing;
import weftline.core.Node;
import weftline.core.State;
import weftline.model.Generation;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RackReport;
import weftline.model.RackReport.Digested;

/// Silence, measured.
class NodeWatchTest {
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration STEP = Duration.ofMillis(500);

  private final MemoryLedger ledger = new MemoryLedger();
  private final FakeTime time = new FakeTime();
  private final Controller controller;

  NodeWatchTest() throws IOException {
    controller = Controller.open(ledger, time.time());
  }

  @BeforeEach
  void joinTwo() {
    for (String name : new String[] {"n1", "n2"}) {
      var _ = controller.submit(at -> new Command.JoinNode(at, ControllerTest.node(name)));
    }
    controller.runOnce();
  }

  @Test
  void losesTheNodeThatIsSilentForLongerThanTheGrace() {
    NodeWatch watch = watch();
    for (int i = 0; i < 6; i++) {
      step(watch);
      watch.heard(new NodeId("n2"));
    }

    assertThat(lost()).containsExactly("n1");
  }

  @Test
  void givesEveryNodeAFullGraceAfterAStart() {
    NodeWatch watch = watch();
    for (int i = 0; i < 4; i++) {
      step(watch);
    }

    assertThat(lost()).isEmpty();
  }

  @Test
  void aNodeWhoseReportWaitsForTheDiskIsNotSilent() {
    NodeWatch watch = watch();
    for (int i = 0; i < 8; i++) {
      step(watch);
      watch.heard(new NodeId("n2"));
      hearWithoutEnd(watch, "n1");
      hearWithoutEnd(watch, "stranger");
    }

    assertThat(lost()).isEmpty();
  }

  @Test
  void losesNobodyWhileTheLedgerTakesNothing() {
    NodeWatch watch = watch();
    ledger.fill(true);
    var _ = controller.submit(at -> new Command.JoinNode(at, ControllerTest.node("n3")));
    for (int i = 0; i < 8; i++) {
      step(watch);
    }
    ledger.fill(false);
    for (int i = 0; i < 3; i++) {
      step(watch);
    }

    assertThat(lost()).isEmpty();
  }

  @Test
  void countsTheGraceFromTheFirstLook() {
    NodeWatch watch = watch();
    time.pass(GRACE.multipliedBy(2)); // the program takes its time to start
    step(watch);

    assertThat(lost()).isEmpty();
  }

  @Test
  void blamesNobodyWhenItWasAsleepItself() {
    NodeWatch watch = watch();
    time.pass(Duration.ofMinutes(10));
    watch.runOnce();
    controller.runOnce();

    assertThat(lost()).isEmpty();
  }

  @Test
  void waitsForThoseThatAreLateToo() {
    NodeWatch watch = watch();
    watch.runOnce();
    time.pass(Duration.ofMillis(400));
    watch.heard(new NodeId("n2"));
    for (int i = 0; i < 3; i++) {
      step(watch);
    }
    time.pass(Duration.ofMillis(200));
    watch.runOnce(); // n1 is overdue, n2 is late
    controller.runOnce();
    assertThat(lost()).isEmpty();
    step(watch);

    assertThat(events()).filteredOn(Event.NodesSilent.class::isInstance).hasSize(1);
    assertThat(lost()).containsExactlyInAnyOrder("n1", "n2");
  }

  @Test
  void aSilentNodeThatSpeaksInTimeIsNoLoss() throws Exception {
    var _ =
        controller.submit(at ->
            new Command.ConfigureFabric(
                at, FabricSettings.DEFAULT.withHealing(careful(Healing.DEFAULT))));
    NodeWatch watch = watch();
    for (int i = 0; i < 6; i++) {
      step(watch);
    }
    assertThat(controller.state().nodes().get(new NodeId("n1")).orElseThrow().presence())
        .isEqualTo(Node.Presence.SILENT);
    var _ =
        controller.submit(at ->
            new Command.ReportNode(
                at, new NodeReport(new NodeId("n1"), Generation.ZERO, List.of())));
    controller.runOnce();

    assertThat(controller.state().nodes().get(new NodeId("n1")).orElseThrow().isUp()).isTrue();
  }

  @Test
  void listensAgainWhenOlderWordsCameMeanwhile() {
    NodeWatch watch = watch();
    step(watch);
    CompletableFuture<Decision> older = new CompletableFuture<>();
    hear(watch, 1, older);
    hear(watch, 2, noNews());
    assertThat(saysAgain(watch, 2)).as("the older is not decided yet").isFalse();
    older.complete(new Decision.Accepted(List.of()));
    assertThat(saysAgain(watch, 2)).as("the older may have been news").isFalse();

    hear(watch, 2, noNews());
    assertThat(saysAgain(watch, 2)).isTrue();
    hear(watch, 1, CompletableFuture.failedFuture(new Outage("no", "wait")));
    assertThat(saysAgain(watch, 2)).as("something else was said").isFalse();
  }

  /// A new primary, to which the answer in full has not got through yet.
  @Test
  void whoIsSpokenForByOneOfItsOwnIsThereThoughNobodyKnowsWhatItSaid() {
    NodeWatch watch = watch();
    for (int i = 0; i < 6; i++) {
      step(watch);
      watch.heard(new NodeId("n2"));
      assertThat(saysAgain(watch, 1)).isFalse();
    }

    assertThat(lost()).isEmpty();
  }

  @Test
  void nobodySpeaksForNodesOfAnotherFaultDomain() {
    NodeWatch watch = watch();
    for (int i = 0; i < 6; i++) {
      step(watch);
      watch.heard(new NodeId("n2"));
      assertThat(saysAgain(watch, 1, 7)).isFalse();
    }

    assertThat(lost()).containsExactly("n1");
  }

  @Test
  void whoReportsWhileItsLossIsDecidedHasToBeHeardOnceMore() {
    NodeWatch watch = watch();
    for (int i = 0; i < 4; i++) {
      step(watch);
    }
    time.pass(STEP.multipliedBy(2));
    watch.runOnce(); // both are overdue
    hear(watch, 1, noNews());
    hear(watch, 1, noNews());
    assertThat(saysAgain(watch, 1)).as("nobody knows better yet").isTrue();
    State before = controller.state();
    controller.runOnce();

    assertThat(saysAgain(watch, 1)).as("that it is there is news now").isFalse();
    hear(watch, before, 1, noNews());
    hear(watch, before, 1, noNews());
    assertThat(saysAgain(watch, 1)).as("compared with what was before").isFalse();
  }

  private static CompletableFuture<Decision> noNews() {
    return CompletableFuture.completedFuture(new Decision.Accepted(List.of()));
  }

  private void hear(NodeWatch watch, long digest, CompletableFuture<Decision> decision) {
    hear(watch, controller.state(), digest, decision);
  }

  private static void hear(
      NodeWatch watch, State against, long digest, CompletableFuture<Decision> decision) {
    var report = new NodeReport(new NodeId("n1"), Generation.ZERO, List.of());
    var _ = watch.hear(new Digested(digest, report), against, () -> decision);
  }

  private static boolean saysAgain(NodeWatch watch, long digest) {
    return saysAgain(watch, digest, 0);
  }

  private static boolean saysAgain(NodeWatch watch, long digest, int faultDomain) {
    RackReport rack =
        new RackReport(Optional.empty(), List.of(new NodeId("n1")), List.of(digest), List.of());
    return watch.heardAgain(faultDomain, rack).isEmpty();
  }

  /// Never believes that more than one node is gone.
  private static Healing careful(Healing old) {
    return new Healing(
        old.silentPercentMax(),
        1,
        old.lossMemory(),
        old.patience(),
        old.actsMax(),
        old.actEvery(),
        old.flapsMax(),
        old.flapMemory(),
        old.quarantine(),
        old.faultyPercentMax());
  }

  @Test
  void triesAgainWhenTheLossCouldNotBeWritten() {
    NodeWatch watch = watch();
    ledger.fill(true);
    for (int i = 0; i < 6; i++) {
      step(watch);
    }
    assertThat(lost()).isEmpty();
    ledger.fill(false);
    for (int i = 0; i < 6; i++) {
      step(watch);
    }

    assertThat(lost()).containsExactlyInAnyOrder("n1", "n2");
  }

  private void hearWithoutEnd(NodeWatch watch, String node) {
    var report = new NodeReport(new NodeId(node), Generation.ZERO, List.of());
    var _ =
        watch.hear(new Digested(1, report), controller.state(), CompletableFuture<Decision>::new);
  }

  private NodeWatch watch() {
    return new NodeWatch(controller, GRACE, time::nanos);
  }

  private void step(NodeWatch watch) {
    time.pass(STEP);
    watch.runOnce();
    controller.runOnce();
  }

  private List<Event> events() {
    return controller.journal().after(0, 100).stream().map(Journal.Line::event).toList();
  }

  private List<String> lost() {
    return events().stream()
        .flatMap(event ->
            switch (event) {
              case Event.NodeLost lost -> Stream.of(lost.node().value());
              case Event.NodesLost lost -> lost.nodes().stream().map(NodeId::value);
              default -> Stream.<String>empty();
            })
        .toList();
  }
}
