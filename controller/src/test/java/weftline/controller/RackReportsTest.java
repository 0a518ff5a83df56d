package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.core.Command;
import weftline.core.Event;
import weftline.core.Node;
import weftline.model.Aggregator;
import weftline.model.Capacity;
import weftline.model.Generation;
import weftline.model.InstanceStatus;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.PortRange;
import weftline.model.RackAnswer;
import weftline.model.RackReport;
import weftline.model.RackReport.Digested;
import weftline.model.Slot;

/// One node speaks for its rack.
class RackReportsTest {
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final NodeId FIRST = new NodeId("n1");
  private static final NodeId SECOND = new NodeId("n2");
  private static final NodeId FAR = new NodeId("far");
  private static final String ADDRESS = "127.0.0.1:7410";

  private final FakeTime time = new FakeTime();
  private final Controller controller;
  private final NodeWatch watch;
  private final Reception reception;
  private Thread running = Thread.ofVirtual().unstarted(() -> {});

  RackReportsTest() throws Exception {
    controller = Controller.open(new MemoryLedger(), time.time());
    watch = new NodeWatch(controller, GRACE, time::nanos);
    reception = new Reception(controller, watch);
  }

  @BeforeEach
  void start() throws Exception {
    running = Thread.ofVirtual().start(controller::run);
    reception.join(node(FIRST, 0));
    reception.join(node(SECOND, 0));
    reception.join(node(FAR, 1));
    watch.runOnce();
  }

  @AfterEach
  void stop() throws InterruptedException {
    running.interrupt();
    running.join();
  }

  @Test
  void whatIsKnownNeedNotBeSaidInFull() throws Exception {
    assertThat(full(1, idle(SECOND))).isEqualTo(heard());
    assertThat(again(1, SECOND)).isEqualTo(heard());
  }

  @Test
  void whatIsNotKnownIsWantedInFull() throws Exception {
    assertThat(again(1, SECOND)).isEqualTo(wanted(SECOND));
    full(1, idle(SECOND));

    assertThat(again(2, SECOND)).isEqualTo(wanted(SECOND));
  }

  @Test
  void newsIsWantedOnceMore() throws Exception {
    new SmallService().deployTo(controller);
    NodeReport ready = ready();

    assertThat(full(ready.node(), 1, ready)).isEqualTo(wanted(ready.node()));
    assertThat(full(ready.node(), 1, ready)).isEqualTo(heard());
  }

  @Test
  void nobodySpeaksForAnotherRack() throws Exception {
    full(FAR, 1, idle(FAR));

    assertThat(full(1, idle(FAR))).isEqualTo(new RackAnswer(List.of(FAR), List.of()));
    assertThat(again(1, FAR)).isEqualTo(wanted(FAR));
  }

  @Test
  void nobodyKnowsAStranger() throws Exception {
    NodeId stranger = new NodeId("n9");

    assertThat(full(1, idle(stranger))).isEqualTo(new RackAnswer(List.of(stranger), List.of()));
    assertThat(reception.reports(stranger, repeating(1, SECOND)).unknown()).containsExactly(SECOND);
  }

  @Test
  void whoIsSpokenForIsNotSilent() throws Exception {
    full(1, idle(SECOND));
    for (int i = 0; i < 8; i++) {
      time.pass(GRACE.dividedBy(4));
      again(1, SECOND);
      watch.runOnce();
    }
    controller.await(
        state -> state.nodes().get(FAR).filter(Node::isUp).isEmpty(), Duration.ofMinutes(1));

    assertThat(controller.journal().after(0, 100))
        .extracting(Journal.Line::event)
        .filteredOn(Event.NodesSilent.class::isInstance)
        .extracting(event -> ((Event.NodesSilent) event).nodes())
        .containsExactly(List.of(FAR, FIRST));
  }

  @Test
  void whoJoinsAgainIsHeardInFull() throws Exception {
    full(1, idle(SECOND));
    reception.join(node(SECOND, 0));

    assertThat(again(1, SECOND)).isEqualTo(wanted(SECOND));
  }

  @Test
  void whatWasHeardLongAgoIsLookedAtAgain() throws Exception {
    full(1, idle(SECOND));
    time.pass(Watched.TRUSTED);

    assertThat(again(1, SECOND)).isEqualTo(wanted(SECOND));
  }

  @Test
  void anOperationThatWaitsListensAgain() throws Exception {
    new SmallService().deployTo(controller);
    NodeReport ready = ready();
    full(ready.node(), 1, ready);
    full(ready.node(), 1, ready);
    var model = new SmallService().model();
    controller.ask(at -> new Command.Scale(at, "test", model.name(), Slot.PRODUCTION, "web", 2));

    assertThat(reception.reports(ready.node(), repeating(1, ready.node())).wanted())
        .containsExactly(ready.node());
  }

  @Test
  void theFirstThatIsWillingGathersUntilItFallsSilent() throws Exception {
    reception.join(node(new NodeId("n3"), 0));
    assertThat(reception.aggregator(FIRST, false)).isEmpty();
    assertThat(reception.aggregator(FIRST, true)).contains(aggregator(FIRST, Optional.empty()));
    assertThat(reception.aggregator(SECOND, true)).as("nobody is there yet").isEmpty();

    full(1, idle(SECOND));
    assertThat(reception.aggregator(SECOND, true))
        .contains(aggregator(FIRST, Optional.of(ADDRESS)));

    time.pass(Aggregators.LAPSE.plusMillis(1));
    assertThat(reception.aggregator(SECOND, true)).contains(aggregator(SECOND, Optional.empty()));
  }

  @Test
  void nobodyGathersForTwo() {
    assertThat(reception.aggregator(FIRST, true)).isEmpty();
  }

  private static Aggregator aggregator(NodeId node, Optional<String> address) {
    return new Aggregator(node, address);
  }

  private RackAnswer full(long digest, NodeReport report) throws Exception {
    return full(FIRST, digest, report);
  }

  private RackAnswer full(NodeId aggregator, long digest, NodeReport report) throws Exception {
    return reception.reports(
        aggregator,
        new RackReport(
            Optional.of(ADDRESS), List.of(), List.of(), List.of(new Digested(digest, report))));
  }

  private RackAnswer again(long digest, NodeId node) throws Exception {
    return reception.reports(FIRST, repeating(digest, node));
  }

  private static RackReport repeating(long digest, NodeId node) {
    return new RackReport(Optional.of(ADDRESS), List.of(node), List.of(digest), List.of());
  }

  private static RackAnswer heard() {
    return new RackAnswer(List.of(), List.of());
  }

  private static RackAnswer wanted(NodeId node) {
    return new RackAnswer(List.of(), List.of(node));
  }

  private static NodeReport idle(NodeId node) {
    return new NodeReport(node, Generation.ZERO, List.of());
  }

  /// What the node with the only instance says when that is well.
  private NodeReport ready() {
    var instance = controller.state().instances().values().getFirst();
    NodeId node = instance.node().orElseThrow();
    return new NodeReport(
        node,
        controller.state().goalGeneration(node),
        List.of(
            new InstanceReport(instance.id(), instance.attempt(), InstanceStatus.READY, 0, "")));
  }

  private static NodeDescription node(NodeId id, int faultDomain) {
    return new NodeDescription(
        id,
        "127.0.0.1",
        faultDomain,
        new Capacity(8_000, 14_336, 100_000),
        new PortRange(20_000, 20_099));
  }
}
