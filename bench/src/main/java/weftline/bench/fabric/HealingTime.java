package weftline.bench.fabric;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import weftline.bench.Aim;
import weftline.bench.Latencies;
import weftline.controller.api.EventView;
import weftline.controller.api.NodeView;

/// How long an instance is missing when its node dies with it: from the kill of an agent and of all
/// that runs there until the same instance answers through the balancer, from another node.
final class HealingTime implements Measurement {
  private static final int NODES = 50;
  private static final int NODES_QUICK = 10;

  /// All at once they would keep the controllers from choosing a primary.
  private static final int STARTED_AT_ONCE = 5;

  private static final int FAULT_DOMAINS = 5;
  private static final int INSTANCES = 5;

  /// More nodes lost within five minutes, and the fabric would take it for a cut cable and wait.
  private static final int DEATHS_MAX = 10;

  private static final int FABRICS = 2;
  private static final Duration NODE_GRACE = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "healing";
  }

  @Override
  public void measure(Bench bench, Consumer<Figure> sink) throws IOException {
    FabricOptions options = bench.options();
    int deaths = options.quick() ? 2 : DEATHS_MAX;
    int fabrics = options.quick() ? 1 : FABRICS;
    int nodes = options.quick() ? NODES_QUICK : NODES;
    Latencies times = new Latencies();
    for (int number = 0; number < fabrics; number++) {
      Path folder = options.folder().resolve("healing" + number);
      try (LiveFabric fabric = new LiveFabric(options.launcher(), folder, NODE_GRACE)) {
        bench.progress("starts %d nodes".formatted(nodes));
        start(fabric, nodes, sample(options.launcher(), folder));
        for (int death = 0; death < deaths; death++) {
          Healing healing = death(fabric, nodes, death % INSTANCES);
          bench.progress(
              "healing %d: %d ms: %s"
                  .formatted(death + 1, healing.nanos() / 1_000_000, healing.steps().text()));
          times.add(healing.nanos());
        }
      }
    }
    String how =
        "%d nodes, a process each, 3 controllers, a balancer, node grace %d s, a compiled role, %d deaths; %s"
            .formatted(nodes, NODE_GRACE.toSeconds(), times.total(), bench.machine());
    tell("p50", times.quantile(0.5), new Aim.None(), how, sink);
    tell("p99", times.quantile(0.99), new Aim.AtMost(5_000), how, sink);
  }

  private static void tell(String which, long nanos, Aim aim, String how, Consumer<Figure> sink) {
    sink.accept(
        new Figure(
            "healing: node death to replacement in rotation, " + which,
            nanos / 1e6,
            "ms",
            aim,
            "Kubernetes 350 s by default",
            how));
  }

  private static Path sample(Path launcher, Path folder) throws IOException {
    return CompiledSample.in(
        launcher.resolveSibling("samples").resolve("hello"), folder.resolve("sample"));
  }

  private static void start(LiveFabric fabric, int nodes, Path sample) throws IOException {
    fabric.startControllers();
    fabric.startBalancer();
    for (int number = 1; number <= nodes; number++) {
      fabric.startAgent(number, number % FAULT_DOMAINS);
      if (number % STARTED_AT_ONCE == 0) {
        int started = number;
        fabric.await("the nodes", () -> up(fabric).size() == started);
      }
    }
    fabric.wfl("deploy", sample.toString());
    fabric.wfl("scale", "hello", "web=" + INSTANCES);
  }

  /// How long it took, and what that was made of.
  private record Healing(long nanos, HealingSteps steps) {}

  private static Healing death(LiveFabric fabric, int nodes, int instance) throws IOException {
    String name = "web_IN_" + instance;
    Greetings greetings = new Greetings(fabric.door());
    fabric.await("all answer", () -> greetings.areFrom(INSTANCES));
    NodeView node =
        up(fabric).stream()
            .filter(each -> each.instances().stream().anyMatch(text -> text.contains(name)))
            .findFirst()
            .orElseThrow();
    int number = Integer.parseInt(node.id().substring(1));
    long last = fabric.events(0).stream().mapToLong(EventView::number).max().orElse(0);
    Instant death = Instant.now();
    long killed = System.nanoTime();
    fabric.kill(node.id());
    greetings.awaitFrom(name);
    long time = System.nanoTime() - killed;
    HealingSteps steps = new HealingSteps(death, fabric.events(last));
    fabric.startAgent(number, node.faultDomain());
    fabric.await("the node is back", () -> up(fabric).size() == nodes);
    return new Healing(time, steps);
  }

  private static List<NodeView> up(LiveFabric fabric) {
    return fabric.list(LiveFabric.CONTROLLERS.getFirst(), "/v1/nodes", NodeView.class).stream()
        .filter(node -> node.presence().equals("up") && node.condition().equals("ready"))
        .toList();
  }
}
