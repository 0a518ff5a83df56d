package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.core.Command;
import weftline.core.FabricLevel;
import weftline.core.Goals;
import weftline.model.Capacity;
import weftline.model.Generation;
import weftline.model.InstanceStatus;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.PortRange;
import weftline.model.RoleNumbers;
import weftline.model.ScaleRule;
import weftline.model.ScaleRule.Metric;
import weftline.model.ServiceModel;
import weftline.model.ServicePolicy;
import weftline.model.Slot;

/// What nodes report of the use of cores, or instances of themselves, makes a role grow that has a
/// rule for it.
class LoadBookTest {
  private static final NodeId NODE = new NodeId("n1");
  private static final NodeId OTHER = new NodeId("n2");
  private static final Capacity ROOM = new Capacity(8_000, 14_336, 2_000_000);

  private final Controller controller;
  private final Reception reception;

  LoadBookTest() throws IOException {
    FakeTime time = new FakeTime();
    controller = Controller.open(new MemoryLedger(), time.time());
    reception =
        new Reception(controller, new NodeWatch(controller, Duration.ofSeconds(9), time::nanos));
  }

  @BeforeEach
  void join() {
    tell(at -> new Command.ReportKeepers(at, FabricLevel.HIGHEST.number(), List.of()));
    tell(at -> new Command.JoinNode(at, node(NODE, 0)));
  }

  /// On the first node; then there is room on another one, too.
  private void deploy(Metric metric) {
    deploy(metric, 1);
    tell(at -> new Command.JoinNode(at, node(OTHER, 1)));
  }

  private void deploy(Metric metric, int instances) {
    ScaleRule rule = new ScaleRule("web", 1, instances + 1, 80, 0, 300, Optional.of(metric));
    ServiceModel small = new SmallService().model(instances);
    ServiceModel model =
        new ServiceModel(
            small.definition(),
            small.configuration(),
            small.image(),
            Optional.of(new ServicePolicy(List.of(), List.of(), List.of(rule))));
    tell(at -> new Command.Deploy(at, "ann", model.name(), Slot.PRODUCTION, "", model));
    tell(at -> new Command.ReportNode(at, report(NODE, Optional.empty(), Map.of())));
  }

  @Test
  void aRoleThatUsesMostOfItsCoresGrows() throws Exception {
    deploy(Metric.CPU);
    say(90, Map.of());

    reception.loads().runOnce();
    controller.runOnce();

    assertThat(controller.state().instances().size()).isEqualTo(2);
  }

  @Test
  void oneThatDoesNotStaysAsItIs() throws Exception {
    deploy(Metric.CPU);
    say(80, Map.of("waiting", 90));

    reception.loads().runOnce();
    controller.runOnce();

    assertThat(controller.state().instances().size()).isEqualTo(1);
  }

  @Test
  void oneThatHasEndedUsesNothingAnyMore() throws Exception {
    deploy(Metric.CPU);
    say(90, Map.of());
    var _ = reception.report(report(NODE, Optional.empty(), Map.of()));

    reception.loads().runOnce();
    controller.runOnce();

    assertThat(controller.state().instances().size()).isEqualTo(1);
  }

  @Test
  void aRoleGrowsByANumberOfItsOwn() throws Exception {
    deploy(Metric.own("waiting"));
    say(10, Map.of("waiting", 90, "served", 0));

    reception.loads().runOnce();
    controller.runOnce();

    assertThat(controller.state().instances().size()).isEqualTo(2);
  }

  /// Otherwise a mean of a little more than is allowed would never be more.
  @Test
  void meansAreRoundedUp() throws Exception {
    tell(at -> new Command.JoinNode(at, node(OTHER, 1)));
    deploy(Metric.own("waiting"), 2);
    tell(at -> new Command.ReportNode(at, report(OTHER, Optional.empty(), Map.of())));
    say(10, Map.of("waiting", 80));
    var _ = reception.report(report(OTHER, Optional.of(10), Map.of("waiting", 81)));

    reception.loads().runOnce();
    controller.runOnce();

    assertThat(controller.state().instances().size()).isEqualTo(3);
  }

  @Test
  void aNodeSpeaksOfItsOwnInstancesOnly() throws Exception {
    deploy(Metric.own("waiting"));
    say(10, Map.of("waiting", 80));
    NodeReport strange = report(NODE, Optional.of(10), Map.of("waiting", 90));
    var _ = reception.report(new NodeReport(OTHER, new Generation(0), strange.instances()));

    reception.loads().runOnce();
    controller.runOnce();

    assertThat(controller.state().instances().size()).isEqualTo(1);
  }

  @Test
  void otherNumbersDoNotMatter() throws Exception {
    deploy(Metric.own("waiting"));
    say(90, Map.of("served", 90));

    reception.loads().runOnce();
    controller.runOnce();

    assertThat(controller.state().instances().size()).isEqualTo(1);
  }

  @Test
  void whatIsNotKnownIsNotTold() {
    deploy(Metric.own("waiting"));
    long last = controller.lastEvent();

    reception.loads().runOnce();
    controller.runOnce();

    assertThat(controller.lastEvent()).isEqualTo(last);
  }

  /// News of how much is used is none for the log.
  private void say(int percent, Map<String, Integer> numbers) throws Outage, InterruptedException {
    long last = controller.lastEvent();
    var _ = reception.report(report(NODE, Optional.of(percent), numbers));
    assertThat(controller.lastEvent()).isEqualTo(last);
  }

  private NodeReport report(NodeId node, Optional<Integer> load, Map<String, Integer> said) {
    Optional<RoleNumbers> numbers = Optional.of(new RoleNumbers(said));
    NodeGoal goal = Goals.nodeGoal(controller.state(), node);
    Generation applied = goal.generation();
    List<InstanceReport> reports =
        goal.instances().stream()
            .map(one ->
                new InstanceReport(
                    one.id(), one.attempt(), InstanceStatus.READY, 0, "", load, numbers))
            .toList();
    return new NodeReport(node, applied, reports);
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
