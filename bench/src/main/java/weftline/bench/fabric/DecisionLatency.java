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
  private static final int WARM_UP = 5_000;
  private static final int REPORTS = 100_000;
  private static final int DEPLOYMENTS = 10_000;
  private static final long SEED = 11;
  private static final String PEER = "Protean about 20 ms mean";

  @Override
  public String name() {
    return "decision latency";
  }

  @Override
  public void measure(Bench bench, Consumer<Figure> sink) {
    State large = bench.large();
    String where =
        "%,d nodes, %,d instances".formatted(large.nodes().size(), large.instances().size());
    reports(large);
    tell("a report with news", where, bench, reports(large), sink);
    deployments(large, WARM_UP, 1);
    tell("a deployment of 1 instance", where, bench, deployments(large, DEPLOYMENTS, 1), sink);
    deployments(large, WARM_UP, 9);
    tell("a deployment of 9 instances", where, bench, deployments(large, DEPLOYMENTS, 9), sink);
  }

  private static void tell(
      String what, String where, Bench bench, Latencies times, Consumer<Figure> sink) {
    String how =
        "%s; %,d decisions one after the other, each applied and planned after; %s"
            .formatted(where, times.total(), bench.machine());
    sink.accept(
        new Figure(
            "decision latency p50: " + what,
            times.quantile(0.5) / 1e3,
            "us",
            new Aim.AtMost(20),
            PEER,
            how));
    sink.accept(
        new Figure(
            "decision latency p99: " + what,
            times.quantile(0.99) / 1e3,
            "us",
            new Aim.AtMost(1_000),
            PEER,
            how));
  }

  private static Latencies reports(State state) {
    Random random = new Random(SEED);
    List<NodeId> nodes = state.nodes().keys();
    Latencies times = new Latencies();
    State ahead = state;
    while (times.total() < REPORTS) {
      NodeId node = nodes.get(random.nextInt(nodes.size()));
      Command command = report(ahead, node, random.nextBoolean());
      long begin = System.nanoTime();
      ahead = Fabrics.after(ahead, command, Tenants.NOW);
      times.add(System.nanoTime() - begin);
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

  private static Latencies deployments(State state, int count, int instances) {
    Latencies times = new Latencies();
    State ahead = state;
    for (int i = 0; i < count; i++) {
      ServiceModel model =
          instances == 1 ? Tenants.of("new" + i, "Small", 1) : Tenants.nine("new" + i);
      Command command = Tenants.deploy(Tenants.NOW, model);
      long begin = System.nanoTime();
      ahead = Fabrics.after(ahead, command, Tenants.NOW);
      times.add(System.nanoTime() - begin);
    }
    return times;
  }
}
