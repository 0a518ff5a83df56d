package weftline.bench.fabric;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import weftline.bench.Aim;
import weftline.bench.Latencies;
import weftline.core.Command;
import weftline.core.Instance;
import weftline.core.State;
import weftline.model.Generation;
import weftline.model.InstanceStatus;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.ServiceModel;

/// How long the mind needs for one command in a data centre: deciding, applying and planning, until
/// the last event is known and in the state. No ledger.
final class DecisionLatency implements Measurement {
  private static final int WARM_UP = 20_000;
  private static final int REPORTS = 50_000;
  private static final int DEPLOYMENTS = 10_000;
  private static final long SEED = 11;
  private static final String PEER = "Protean about 20 ms mean";

  @Override
  public String name() {
    return "data centre: decision latency";
  }

  @Override
  public void measure(Bench bench, Consumer<Figure> sink) {
    State large = bench.large();
    String where =
        "%,d nodes, %,d instances".formatted(large.nodes().size(), large.instances().size());
    var _ = reports(large);
    tell("a report with news", where, bench, reports(large), sink);
    var _ = deployments(large, WARM_UP, 1);
    tell("a deployment of 1 instance", where, bench, deployments(large, DEPLOYMENTS, 1), sink);
    var _ = deployments(large, WARM_UP, 9);
    tell("a deployment of 9 instances", where, bench, deployments(large, DEPLOYMENTS, 9), sink);
  }

  private static void tell(
      String what, String where, Bench bench, Times times, Consumer<Figure> sink) {
    String how =
        "%s; %,d decisions one after the other, each applied and planned after; warm; %s"
            .formatted(where, times.wall().total(), bench.machine());
    tell("decision latency", what, times.wall(), how, sink);
    tell("processor time of a decision", what, times.cpu(), how, sink);
  }

  private static void tell(
      String which, String what, Latencies times, String how, Consumer<Figure> sink) {
    double median = times.quantile(0.5) / 1e3;
    double worst = times.quantile(0.99) / 1e3;
    sink.accept(new Figure(which + " p50: " + what, median, "us", new Aim.AtMost(20), PEER, how));
    sink.accept(new Figure(which + " p99: " + what, worst, "us", new Aim.AtMost(1_000), PEER, how));
  }

  /// By the clock, and of the thread alone: the clock goes on while others have the processor.
  private record Times(Latencies wall, Latencies cpu) {
    static Times none() {
      return new Times(new Latencies(), new Latencies());
    }

    State after(State state, Command command) {
      long begin = System.nanoTime();
      long beginCpu = Cpu.threadNanos();
      State after = Fabrics.after(state, command, Tenants.NOW);
      cpu.add(Cpu.threadNanos() - beginCpu);
      wall.add(System.nanoTime() - begin);
      return after;
    }
  }

  private static Times reports(State state) {
    Random random = new Random(SEED);
    List<NodeId> nodes = state.nodes().keys();
    Times times = Times.none();
    State ahead = state;
    while (times.wall().total() < REPORTS) {
      NodeId node = nodes.get(random.nextInt(nodes.size()));
      Command command = report(ahead, node, random.nextBoolean());
      ahead = times.after(ahead, command);
    }
    return times;
  }

  /// One instance of the node, if it has any, changes between busy and ready.
  private static Command report(State state, NodeId node, boolean ready) {
    InstanceStatus status = ready ? InstanceStatus.READY : InstanceStatus.BUSY;
    List<InstanceReport> reports =
        state.instancesOn(node).stream().limit(1).map(instance -> said(instance, status)).toList();
    return new Command.ReportNode(Tenants.NOW, new NodeReport(node, Generation.ZERO, reports));
  }

  private static InstanceReport said(Instance instance, InstanceStatus status) {
    return new InstanceReport(instance.id(), instance.attempt(), status, 0, "");
  }

  private static Times deployments(State state, int count, int instances) {
    Times times = Times.none();
    State ahead = state;
    for (int i = 0; i < count; i++) {
      ServiceModel model =
          instances == 1 ? Tenants.of("new" + i, "Small", 1) : Tenants.nine("new" + i);
      Command command = Tenants.deploy(Tenants.NOW, model);
      ahead = times.after(ahead, command);
    }
    return times;
  }
}
