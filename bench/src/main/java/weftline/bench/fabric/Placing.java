package weftline.bench.fabric;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import weftline.bench.Aim;
import weftline.bench.Latencies;
import weftline.controller.Controller;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.core.FabricLevel;
import weftline.model.ServiceModel;

/// Has one controller place instances, many at once and one by one.
final class Placing {
  private static final int JOINS_PER_BATCH = 1_000;
  private static final int INSTANCES_PER_SERVICE = 100;
  private static final int TENANTS = 64;
  private static final int WARM_UPS = 3;
  private static final String PEER =
      "Kubernetes 460/s with spreading at 5,000 nodes; Nomad 3,750/s; Protean peak 2,000 requests/s";

  private final Controller controller;
  private final String prefix;

  /// @param controller runs, and is primary
  /// @param prefix of the names of its services
  Placing(Controller controller, String prefix) {
    this.controller = controller;
    this.prefix = prefix;
  }

  /// Fills the fabric, then has instances placed.
  void measure(Bench bench, String ledger, Consumer<Figure> sink) throws Exception {
    require(
        controller.ask(
            at -> new Command.ReportKeepers(at, FabricLevel.HIGHEST.number(), List.of())));
    join(bench.options().nodesOfPlacements());
    String how =
        "%s; %,d nodes; %s".formatted(ledger, bench.options().nodesOfPlacements(), bench.machine());
    warmUp(bench, how);
    batched(new Load(prefix + "batch", bench.options().quick() ? 100 : 1_000), how, sink);
    together(bench, how, sink);
    oneByOne(bench, how, sink);
  }

  /// Controllers live long: what they do is compiled.
  private void warmUp(Bench bench, String how) throws Exception {
    for (int round = 0; round < WARM_UPS; round++) {
      batched(new Load(prefix + "warm" + round, bench.options().quick() ? 20 : 200), how, _ -> {});
      var _ = deploys(bench.options().quick() ? 50 : 500, "warm" + round + "one", 1);
    }
  }

  private void join(int nodes) throws Exception {
    for (int first = 0; first < nodes; first += JOINS_PER_BATCH) {
      List<CompletableFuture<Decision>> joins = new ArrayList<>();
      for (int node = first; node < Math.min(nodes, first + JOINS_PER_BATCH); node++) {
        var description = Fabrics.node(node, Fabrics.NODE);
        joins.add(controller.submit(at -> new Command.JoinNode(at, description)));
      }
      for (CompletableFuture<Decision> join : joins) {
        require(join.get());
      }
    }
  }

  /// So many services whose names begin alike.
  private record Load(String prefix, int services) {}

  /// All commands wait at once; the controller takes as many as it likes.
  private void batched(Load load, String how, Consumer<Figure> sink) throws Exception {
    int services = load.services();
    List<ServiceModel> models = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      models.add(Tenants.of(load.prefix() + i, "Small", INSTANCES_PER_SERVICE));
    }
    long beginCpu = Cpu.processNanos();
    long begin = System.nanoTime();
    List<CompletableFuture<Decision>> deploys = new ArrayList<>();
    for (ServiceModel model : models) {
      deploys.add(controller.submit(at -> Tenants.deploy(at, model)));
    }
    for (CompletableFuture<Decision> deploy : deploys) {
      require(deploy.get());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpu = (Cpu.processNanos() - beginCpu) / 1e9;
    double placements = services * (double) INSTANCES_PER_SERVICE;
    String what = "%,d services of %d instances; ".formatted(services, INSTANCES_PER_SERVICE) + how;
    sink.accept(
        new Figure(
            "placements a second, batched",
            placements / seconds,
            "1/s",
            new Aim.AtLeast(100_000),
            PEER,
            what));
    sink.accept(
        Figure.known(
            "placements for each processor second, batched", placements / cpu, "1/s", what));
  }

  /// Many tenants, of whom each waits for what it has asked for before it asks for more.
  private void together(Bench bench, String how, Consumer<Figure> sink) throws Exception {
    int services = bench.options().quick() ? 2_000 : 20_000;
    List<ServiceModel> models = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      models.add(Tenants.of(prefix + "each" + i, "Small", 1));
    }
    Latencies times = new Latencies();
    Deque<Asked> asked = new ArrayDeque<>();
    long begin = System.nanoTime();
    long beginCpu = Cpu.processNanos();
    for (ServiceModel model : models) {
      if (asked.size() == TENANTS) {
        take(asked, times);
      }
      asked.add(new Asked(System.nanoTime(), controller.submit(at -> Tenants.deploy(at, model))));
    }
    while (!asked.isEmpty()) {
      take(asked, times);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpu = (Cpu.processNanos() - beginCpu) / 1e9;
    String what =
        "%,d services of 1 instance; %d tenants, each waits for its answer; "
                .formatted(services, TENANTS)
            + how;
    sink.accept(
        new Figure(
            "requests a second, %d tenants".formatted(TENANTS),
            services / seconds,
            "1/s",
            new Aim.AtLeast(2_000),
            PEER,
            what));
    sink.accept(Figure.known("requests for each processor second", services / cpu, "1/s", what));
    sink.accept(Figure.known("request of many, p99", times.quantile(0.99) / 1e6, "ms", what));
  }

  private static void take(Deque<Asked> asked, Latencies times) throws Exception {
    Asked oldest = asked.remove();
    require(oldest.answer().get());
    times.add(System.nanoTime() - oldest.at());
  }

  /// A request on its way.
  private record Asked(long at, CompletableFuture<Decision> answer) {}

  private void oneByOne(Bench bench, String how, Consumer<Figure> sink) throws Exception {
    int services = bench.options().quick() ? 500 : 5_000;
    Latencies one = deploys(services, "one", 1);
    Latencies nine = deploys(services / 5, "nine", 9);
    sink.accept(
        new Figure(
            "requests a second, one tenant, one by one",
            1e9 * one.total() / one.sum(),
            "1/s",
            new Aim.AtLeast(2_000),
            PEER,
            "%,d services of 1 instance; %s".formatted(services, how)));
    sink.accept(
        new Figure(
            "deployment of 9 instances accepted and durable: p99",
            nine.quantile(0.99) / 1e6,
            "ms",
            new Aim.AtMost(20),
            "Kubernetes objective 1 s",
            "%,d one after the other, without HTTP; %s".formatted(services / 5, how)));
  }

  private Latencies deploys(int services, String what, int instances) throws Exception {
    Latencies times = new Latencies();
    for (int i = 0; i < services; i++) {
      String name = prefix + what + i;
      ServiceModel model = instances == 1 ? Tenants.of(name, "Small", 1) : Tenants.nine(name);
      long begin = System.nanoTime();
      require(controller.ask(at -> Tenants.deploy(at, model)));
      times.add(System.nanoTime() - begin);
    }
    return times;
  }

  private static void require(Decision decision) throws IOException {
    if (decision instanceof Decision.Refused(var problem)) {
      throw new IOException(problem.message());
    }
  }
}
