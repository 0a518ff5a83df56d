package weftline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.core.Node;
import weftline.model.Aggregator;
import weftline.model.Capacity;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PortRange;
import weftline.model.RoutingTable;

/// Racks that report together: who is missed, how soon, and who is not.
class RackReportsTest {
  private static final int NODES = 8;
  private static final Duration START = Duration.ofSeconds(20);

  /// The grace, what is waited for others to fall silent with it, and one more heartbeat: what was
  /// said last may come with the next words of the one who passes it on.
  private static final Duration MISSED_AFTER_MAX =
      PlayedController.GRACE.multipliedBy(5).dividedBy(4).plusSeconds(4);

  private static final Duration LONG = Duration.ofMinutes(2);

  private final Agenda agenda = new Agenda();
  private final Wire wire = new Wire(agenda, new SplittableRandom(42));
  private final Promises promises = new Promises(agenda, Trace.NONE, () -> RoutingTable.EMPTY);
  private final Controllers controllers =
      new Machines(agenda, wire, promises, new Pledges(promises), Trace.NONE)
          .controllers(Plan.of(0).withCast(Cast.PLAIN));
  private final Neighbourhood neighbours = new Neighbourhood(agenda, wire, true);
  private final List<PlayedNode> nodes = new ArrayList<>();

  /// Two racks; one node of each has an agent that knows nothing of reporting together.
  @BeforeEach
  void start() {
    controllers.all().forEach(PlayedController::start);
    for (int number = 0; number < NODES; number++) {
      NodeDescription node = node(number);
      nodes.add(
          new PlayedNode(
              node,
              number < 2 ? Dialect.EARLIER : Dialect.NEWEST,
              agenda,
              new Access(node.id().value(), agenda, wire, controllers),
              neighbours));
    }
    nodes.forEach(PlayedNode::start);
    pass(START);
    assertThat(lost()).isEmpty();
  }

  @Test
  void oneSpeaksForItsRack() {
    for (PlayedNode node : others()) {
      wire.cut(node.id().value(), "c1");
    }
    pass(LONG);

    assertThat(lost()).isEmpty();
  }

  @Test
  void whoDiesIsMissedInTime() {
    PlayedNode dead = others().getFirst();
    dead.crash();
    pass(MISSED_AFTER_MAX);

    assertThat(lost()).containsExactly(dead.id());
  }

  @Test
  void theAggregatorIsMissedAndNobodyElse() {
    PlayedNode dead = aggregator();
    dead.crash();
    pass(MISSED_AFTER_MAX);
    assertThat(lost()).containsExactly(dead.id());
    pass(LONG);

    assertThat(lost()).containsExactly(dead.id());
    assertThat(aggregator()).isNotEqualTo(dead);
  }

  @Test
  void whoDoesNotReachTheAggregatorSpeaksForItself() {
    PlayedNode aggregator = aggregator();
    for (PlayedNode node : others()) {
      wire.cut(node.id().value(), aggregator.id().value());
      wire.cut(aggregator.id().value(), node.id().value());
    }
    pass(LONG);

    assertThat(lost()).isEmpty();
  }

  @Test
  void anAggregatorThatNobodyHearsTakesNobodyAlong() {
    PlayedNode cut = aggregator();
    wire.cut(cut.id().value(), "c1");
    pass(MISSED_AFTER_MAX);
    assertThat(lost()).containsExactly(cut.id());
    pass(LONG);

    assertThat(lost()).containsExactly(cut.id());
  }

  @Test
  void anAggregatorThatStandsStillTakesNobodyAlong() {
    PlayedNode stalled = aggregator();
    stalled.stall(LONG);
    pass(MISSED_AFTER_MAX);

    assertThat(lost()).containsExactly(stalled.id());
  }

  private void pass(Duration time) {
    agenda.runUntil(agenda.instant().plus(time));
  }

  /// Who speaks for the rack of the last node.
  private PlayedNode aggregator() {
    NodeId asking = nodes.getLast().id();
    NodeId holder =
        controllers.primary().orElseThrow().aggregator(asking).map(Aggregator::node).orElseThrow();
    return nodes.stream().filter(node -> node.id().equals(holder)).findFirst().orElseThrow();
  }

  /// Of its rack, those that report through it.
  private List<PlayedNode> others() {
    PlayedNode aggregator = aggregator();
    return nodes.subList(2, NODES).stream()
        .filter(node -> node.faultDomain() == aggregator.faultDomain() && node != aggregator)
        .toList();
  }

  private List<NodeId> lost() {
    return controllers.state().orElseThrow().nodes().values().stream()
        .filter(node -> !node.isUp())
        .map(Node::id)
        .toList();
  }

  private static NodeDescription node(int number) {
    return new NodeDescription(
        new NodeId("n" + number),
        "10.0.0." + number,
        number % 2,
        new Capacity(2_000, 4_000, 4_000),
        new PortRange(20_000, 20_099));
  }
}
