package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import weftline.core.Command;
import weftline.core.FabricLevel;
import weftline.core.Goals;
import weftline.model.Capacity;
import weftline.model.InstanceStatus;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.PortRange;
import weftline.model.ScaleRule;
import weftline.model.ScaleRule.Metric;
import weftline.model.ServiceModel;
import weftline.model.ServicePolicy;
import weftline.model.Slot;

/// What storage says of a queue makes a role grow that has a rule for it.
class QueueWatchTest {
  private static final NodeId NODE = new NodeId("n1");
  private static final Capacity ROOM = new Capacity(8_000, 14_336, 2_000_000);

  private final Controller controller;
  private final List<String> asked = new ArrayList<>();

  QueueWatchTest() throws IOException {
    controller = Controller.open(new MemoryLedger(), new FakeTime().time());
    tell(at -> new Command.ReportKeepers(at, FabricLevel.HIGHEST.number(), List.of()));
    tell(at -> new Command.JoinNode(at, node(NODE, 0)));
  }

  @Test
  void aRoleWhoseQueueIsLongGrows() {
    deploy(Metric.ofQueue("orders"));

    watch(_ -> Optional.of(101L));

    assertThat(asked).containsExactly("orders");
    assertThat(controller.state().instances().size()).isEqualTo(2);
  }

  @Test
  void oneWhoseQueueIsNotStaysAsItIs() {
    deploy(Metric.ofQueue("orders"));

    watch(_ -> Optional.of(100L));

    assertThat(asked).containsExactly("orders");
    assertThat(controller.state().instances().size()).isEqualTo(1);
  }

  @Test
  void moreMessagesThanAnyNumberAreMany() {
    deploy(Metric.ofQueue("orders"));

    watch(_ -> Optional.of(Long.MAX_VALUE));

    assertThat(controller.state().instances().size()).isEqualTo(2);
  }

  @Test
  void nothingFollowsFromAQueueThatIsNotThere() {
    deploy(Metric.ofQueue("orders"));
    long last = controller.lastEvent();

    watch(_ -> Optional.empty());

    assertThat(asked).containsExactly("orders");
    assertThat(controller.lastEvent()).isEqualTo(last);
  }

  @Test
  void nothingFollowsFromStorageThatDoesNotAnswer() {
    deploy(Metric.ofQueue("orders"));
    long last = controller.lastEvent();

    watch(_ -> {
      throw new IOException("it does not answer");
    });

    assertThat(controller.lastEvent()).isEqualTo(last);
  }

  @Test
  void nobodyIsAskedWithoutSuchARule() {
    deploy(Metric.own("orders"));

    watch(_ -> Optional.of(101L));

    assertThat(asked).isEmpty();
    assertThat(controller.state().instances().size()).isEqualTo(1);
  }

  private void watch(QueueWatch.Lengths lengths) {
    QueueWatch.Lengths noting =
        queue -> {
          asked.add(queue);
          return lengths.of(queue);
        };
    new QueueWatch(controller, noting).runOnce();
    controller.runOnce();
  }

  private void deploy(Metric metric) {
    ScaleRule rule = new ScaleRule("web", 1, 2, 100, 0, 300, Optional.of(metric));
    ServiceModel small = new SmallService().model();
    ServiceModel model =
        new ServiceModel(
            small.definition(),
            small.configuration(),
            small.image(),
            Optional.of(new ServicePolicy(List.of(), List.of(), List.of(rule))));
    tell(at -> new Command.Deploy(at, "ann", model.name(), Slot.PRODUCTION, "", model));
    tell(at -> new Command.ReportNode(at, ready()));
    tell(at -> new Command.JoinNode(at, node(new NodeId("n2"), 1)));
  }

  private NodeReport ready() {
    NodeGoal goal = Goals.nodeGoal(controller.state(), NODE);
    List<InstanceReport> reports =
        goal.instances().stream()
            .map(one -> new InstanceReport(one.id(), one.attempt(), InstanceStatus.READY, 0, ""))
            .toList();
    return new NodeReport(NODE, goal.generation(), reports);
  }

  private static NodeDescription node(NodeId id, int faultDomain) {
    PortRange ports = new PortRange(20_000, 20_099);
    return new NodeDescription(id, "10.0.0.1", faultDomain, ROOM, ports);
  }

  private void tell(Function<Instant, Command> command) {
    var _ = controller.submit(command);
    controller.runOnce();
  }
}
