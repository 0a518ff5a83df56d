package weftline.bench.fabric;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import weftline.bench.Aim;
import weftline.bench.Latencies;
import weftline.controller.api.NodeView;
import weftline.model.Capacity;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PortRange;

/// How long a change has to wait when the primary of three controllers is killed: from the kill
/// until one that was asked for afterwards is acknowledged, and so on the disks of the other two.
final class Failover implements Measurement {
  private static final int ROUNDS = 30;
  private static final int ROUNDS_QUICK = 3;
  private static final Duration RETRY = Duration.ofMillis(2);

  /// Nodes join in name only; nobody shall look for them.
  private static final Duration NODE_GRACE = Duration.ofDays(1);

  @Override
  public String name() {
    return "failover";
  }

  @Override
  public void measure(Bench bench, Consumer<Figure> sink) throws IOException {
    FabricOptions options = bench.options();
    int rounds = options.quick() ? ROUNDS_QUICK : ROUNDS;
    Latencies times = new Latencies();
    try (LiveFabric fabric =
        new LiveFabric(options.launcher(), options.folder().resolve("failover"), NODE_GRACE)) {
      fabric.startControllers();
      for (int round = 0; round < rounds; round++) {
        long time = round(fabric, round);
        bench.progress("failover %d: %d ms".formatted(round + 1, time / 1_000_000));
        times.add(time);
      }
    }
    String how =
        "3 processes, fsync, killed %d times, default settings, heaps of 128 MiB; %s"
            .formatted(rounds, bench.machine());
    tell("p50", times.quantile(0.5), new Aim.None(), how, sink);
    tell("p99", times.quantile(0.99), new Aim.AtMost(1_000), how, sink);
  }

  private static void tell(String which, long nanos, Aim aim, String how, Consumer<Figure> sink) {
    sink.accept(
        new Figure(
            "failover: primary killed to next commit, " + which,
            nanos / 1e6,
            "ms",
            aim,
            "etcd about 1 s, Borg 10 s",
            how));
  }

  private static long round(LiveFabric fabric, int round) throws IOException {
    change(fabric, "before" + round);
    String primary = fabric.primary().orElseThrow();
    long killed = System.nanoTime();
    fabric.kill(primary);
    String last = "after" + round;
    change(fabric, last);
    long time = System.nanoTime() - killed;
    fabric.startController(primary);
    fabric.await(primary, () -> knows(fabric, primary, last));
    return time;
  }

  /// Asks whoever runs, in turns, until one acknowledges.
  private static void change(LiveFabric fabric, String node) {
    while (LiveFabric.CONTROLLERS.stream()
        .filter(fabric::isRunning)
        .noneMatch(each -> fabric.post(each, "/nodes/" + node + "/join", description(node)))) {
      Pause.of(RETRY);
    }
  }

  private static boolean knows(LiveFabric fabric, String controller, String node) {
    List<NodeView> nodes = fabric.list(controller, "/v1/nodes?stale=true", NodeView.class);
    return nodes.stream().anyMatch(each -> each.id().equals(node));
  }

  private static NodeDescription description(String node) {
    return new NodeDescription(
        new NodeId(node),
        "127.0.0.1",
        0,
        new Capacity(1_000, 1_000, 1_000),
        new PortRange(20_000, 20_009));
  }
}
