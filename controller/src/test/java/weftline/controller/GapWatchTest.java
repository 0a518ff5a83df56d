package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.core.Command;
import weftline.core.FabricLevel;
import weftline.core.FabricSettings;
import weftline.core.Goals;
import weftline.core.Instance;
import weftline.core.Tidying;
import weftline.model.Capacity;
import weftline.model.InstanceStatus;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.PortRange;
import weftline.model.ServiceModel;
import weftline.model.Slot;

/// What is seen of gaps reaches the core.
class GapWatchTest {
  private static final Tidying EAGER = new Tidying(1_000, 5, Duration.ZERO, true);
  private static final Capacity ONE = new Capacity(250, 768, 200_000);
  private static final Capacity MANY = new Capacity(8_000, 14_336, 2_000_000);

  private final Controller controller;

  GapWatchTest() throws IOException {
    controller = Controller.open(new MemoryLedger(), new FakeTime().time());
  }

  /// A node that is full and one that has room, with an instance on each.
  @BeforeEach
  void fill() {
    ServiceModel model = new SmallService().model();
    tell(at -> new Command.ReportKeepers(at, FabricLevel.HIGHEST.number(), List.of()));
    join("n1", ONE);
    join("n2", MANY);
    for (Slot slot : Slot.values()) {
      tell(at -> new Command.Deploy(at, "ann", model.name(), slot, "", model));
    }
    report("n1");
    report("n2");
  }

  @Test
  void movesWhatMakesRoom() {
    configure(EAGER);

    look();

    assertThat(draining()).extracting(Instance::node).containsExactly(node("n1"));
  }

  @Test
  void movesNothingWhereThatIsSwitchedOff() {
    configure(Tidying.NONE);

    look();

    assertThat(draining()).isEmpty();
    assertThat(controller.journal().last()).isEqualTo(controller.lastEvent());
  }

  private void look() {
    new GapWatch(controller).runOnce();
    controller.runOnce();
  }

  private List<Instance> draining() {
    return controller.state().instances().values().stream()
        .filter(instance -> instance.life().isLeaving())
        .toList();
  }

  private static Optional<NodeId> node(String name) {
    return Optional.of(new NodeId(name));
  }

  private void configure(Tidying tidying) {
    FabricSettings settings = FabricSettings.DEFAULT.withTidying(tidying);
    tell(at -> new Command.ConfigureFabric(at, settings));
  }

  private void join(String name, Capacity capacity) {
    PortRange ports = new PortRange(20_000, 20_099);
    int faultDomain = Integer.parseInt(name.substring(1));
    NodeDescription node =
        new NodeDescription(new NodeId(name), "10.0.0.1", faultDomain, capacity, ports);
    tell(at -> new Command.JoinNode(at, node));
  }

  private void report(String name) {
    NodeGoal goal = Goals.nodeGoal(controller.state(), new NodeId(name));
    List<InstanceReport> reports =
        goal.instances().stream()
            .map(one -> new InstanceReport(one.id(), one.attempt(), InstanceStatus.READY, 0, ""))
            .toList();
    tell(at -> new Command.ReportNode(at, new NodeReport(goal.node(), goal.generation(), reports)));
  }

  private void tell(Function<Instant, Command> command) {
    var _ = controller.submit(command);
    controller.runOnce();
  }
}
