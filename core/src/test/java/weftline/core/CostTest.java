package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// A fabric of a hundred times the nodes, full of a hundred times the services, costs little more
/// for each thing that happens. Measured in bytes allocated: they do not depend on how busy the
/// machine is, and nothing here can walk a table without allocating.
class CostTest {
  private static final int SMALL = 360;
  private static final int LARGE = 36_000;

  /// log(36,000) / log(360) is 1.8.
  private static final double FACTOR_MAX = 3;

  private static final int NODES_PER_SERVICE = 120;
  private static final int REPEATS = 20;
  private static final Instant NOW = Instant.EPOCH;

  @Test
  void whatHappensCostsNoMoreInALargeFabric() {
    State small = fabric(SMALL);
    State large = fabric(LARGE);

    assertThat(List.of("deploy", "report", "lose", "delete"))
        .allSatisfy(what ->
            assertThat((double) cost(large, command(what)))
                .as(what)
                .isLessThan(FACTOR_MAX * cost(small, command(what))));
  }

  /// Whoever has many siblings already is not compared with all their fault domains.
  @Test
  void anInstanceOfManyCostsNoMoreThanOneOfFew() {
    State state = racks(400);

    assertThat((double) cost(state, deploy("new", 100)) / 100)
        .isLessThan(FACTOR_MAX / 2 * cost(state, deploy("new", 10)) / 10);
  }

  private static State racks(int count) {
    State state = State.EMPTY;
    for (int node = 0; node < count; node++) {
      state = state.apply(new Event.NodeJoined(Models.node("n" + node, node, 4)));
    }
    return state;
  }

  /// Every service is ready, and nothing is going on.
  private static State fabric(int nodes) {
    State state = State.EMPTY;
    for (int node = 0; node < nodes; node++) {
      state = state.apply(new Event.NodeJoined(Models.node("n" + node, node % 10, 4)));
    }
    for (int service = 0; service < nodes / NODES_PER_SERVICE; service++) {
      state = after(state, deploy("s" + service, 4));
      state = ready(state, new DeploymentId("s" + service + "-" + (service + 1)));
    }
    return state;
  }

  private static State ready(State state, DeploymentId deployment) {
    State ahead = state;
    for (Instance instance : state.instancesOf(deployment)) {
      ahead =
          ahead.apply(new Event.InstanceReported(instance.id(), InstanceStatus.READY, 0, "", NOW));
    }
    return ahead.applyAll(Autopilot.plan(ahead, NOW));
  }

  private static Command deploy(String service, int instances) {
    return new Command.Deploy(
        NOW,
        "ann",
        new ServiceName(service),
        Slot.PRODUCTION,
        "",
        Models.model(service, "web=" + instances, "worker=" + instances));
  }

  private static Command command(String what) {
    InstanceId instance = new InstanceId(new DeploymentId("s0-1"), "web", 0);
    return switch (what) {
      case "deploy" -> deploy("new", 4);
      case "report" ->
          new Command.ReportNode(
              NOW,
              new NodeReport(
                  new NodeId("n0"),
                  Generation.ZERO,
                  List.of(new InstanceReport(instance, 1, InstanceStatus.BUSY, 0, ""))));
      case "lose" -> new Command.LoseNodes(NOW, List.of(new NodeId("n0")));
      case "delete" -> new Command.Delete(NOW, "ann", new ServiceName("s0"), Slot.PRODUCTION);
      default -> throw new IllegalArgumentException(what);
    };
  }

  private static State after(State state, Command command) {
    if (!(Decider.decide(state, command) instanceof Decision.Accepted(var events))) {
      throw new IllegalStateException("refused: " + command);
    }
    State ahead = state.applyAll(events);
    return ahead.applyAll(Autopilot.plan(ahead, NOW));
  }

  /// The least of several runs: the first ones pay for loading classes.
  private static long cost(State state, Command command) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Optional<Long> least = Optional.empty();
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      State unused = after(state, command);
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(unused).isNotSameAs(state);
      least = Optional.of(Math.min(bytes, least.orElse(Long.MAX_VALUE)));
    }
    return least.orElseThrow();
  }
}
