package weftline.bench.fabric;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import weftline.bench.Aim;
import weftline.controller.Controller;
import weftline.controller.Entry;
import weftline.controller.MemoryLedger;
import weftline.controller.NodeWatch;
import weftline.controller.Reception;
import weftline.controller.Time;
import weftline.core.Event;
import weftline.core.Instance;
import weftline.core.State;
import weftline.model.InstanceStatus;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.RackAnswer;
import weftline.model.RackReport;
import weftline.net.Json;

/// How many reports without news the controller takes in for each second of processor time.
final class Heartbeats implements Measurement {
  private static final int NODES = 10_000;
  private static final int SERVICES = 4_500;
  private static final int ROUNDS = 20;
  private static final int MINUTES = 16;
  private static final int SECONDS = 60;
  private static final int LOOK = 4;
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final String PEER = "Nomad detects a dead node in 33-67 min at 100,000 nodes";

  @Override
  public String name() {
    return "heartbeats";
  }

  @Override
  public void measure(Bench bench, Consumer<Figure> sink) throws Exception {
    AtomicLong time = new AtomicLong();
    Controller controller = Controller.open(ledger(), new Time(InstantSource.system(), time::get));
    Thread running = Thread.ofPlatform().name("controller").start(controller::run);
    NodeWatch watch = new NodeWatch(controller, GRACE, time::get);
    Reception reception = new Reception(controller, watch);
    Minute minute =
        new Minute(time, watch, RackBeat.all(controller.state(), reports(controller.state())));
    String how =
        "%,d nodes in racks of %d, %,d services of nine instances; one heartbeat a second of each, once a minute in full, and a look of the watch every %d s; one thread; "
            .formatted(NODES, Fabrics.NODES_PER_RACK, SERVICES, LOOK);
    sink.accept(
        new Figure(
            "heartbeats for each processor second",
            minute.best(said -> each(said, one -> reception.reports(one.by(), one.report()))),
            "1/s",
            new Aim.AtLeast(500_000),
            PEER,
            how + "through aggregators, without HTTP and JSON; " + bench.machine()));
    sink.accept(
        Figure.known(
            "heartbeats for each processor second, with JSON",
            minute.best(said -> each(said, one -> json(reception, one))),
            "1/s",
            how + "through aggregators, without HTTP; " + bench.machine()));
    try (RackWire wire = new RackWire(reception)) {
      sink.accept(
          Figure.known(
              "heartbeats for each processor second, with HTTP and JSON",
              minute.best(wire, () -> Cpu.processNanos() - Cpu.threadNanos()),
              "1/s",
              how
                  + "through aggregators on %d connections, without the client's thread; "
                      .formatted(RackWire.CONNECTIONS)
                  + bench.machine()));
    }
    sink.accept(
        Figure.known(
            "reports in full for each processor second",
            full(reception, reports(controller.state())),
            "1/s",
            "each alone, without HTTP and JSON; " + bench.machine()));
    running.interrupt();
    running.join();
  }

  private static List<RackAnswer> each(List<RackBeat.Said> said, Call call) throws Exception {
    List<RackAnswer> answers = new ArrayList<>();
    for (RackBeat.Said one : said) {
      answers.add(call.make(one));
    }
    return answers;
  }

  /// Says one thing and hears the answer.
  @FunctionalInterface
  private interface Call {
    RackAnswer make(RackBeat.Said said) throws Exception;
  }

  private static RackAnswer json(Reception reception, RackBeat.Said said) throws Exception {
    RackReport report = Json.read(said.body(), RackReport.class);
    byte[] answer = Json.write(reception.reports(said.by(), report));
    return Json.read(answer, RackAnswer.class);
  }

  private static double full(Reception reception, List<NodeReport> reports) throws Exception {
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = Cpu.processNanos();
      for (NodeReport report : reports) {
        var _ = reception.report(report);
      }
      best = Math.max(best, reports.size() * 1e9 / (Cpu.processNanos() - begin));
    }
    return best;
  }

  /// A fabric in which nothing happens for a minute, on a clock of its own.
  private record Minute(AtomicLong time, NodeWatch watch, List<RackBeat> racks) {
    double best(RackBeat.Way way) throws Exception {
      return best(way, Cpu::processNanos);
    }

    /// Heartbeats for each second of processor time, in the best of a few minutes.
    double best(RackBeat.Way way, LongSupplier nanos) throws Exception {
      double best = 0;
      for (int round = 0; round < MINUTES; round++) {
        long begin = nanos.getAsLong();
        for (int second = 0; second < SECONDS; second++) {
          beat(way, second);
        }
        best = Math.max(best, 1e9 * NODES * SECONDS / (nanos.getAsLong() - begin));
      }
      return best;
    }

    private void beat(RackBeat.Way way, int second) throws Exception {
      time.addAndGet(Duration.ofSeconds(1).toNanos());
      if (second % LOOK == 0) {
        watch.runOnce();
      }
      RackBeat.send(racks, way);
    }
  }

  /// A ledger in which all this has happened.
  private static MemoryLedger ledger() {
    MemoryLedger ledger = new MemoryLedger();
    List<Event> events = new ArrayList<>();
    for (int node = 0; node < NODES; node++) {
      events.add(new Event.NodeJoined(Fabrics.node(node, Fabrics.NODE)));
    }
    Filling filling = new Filling(NODES);
    for (int service = 1; service <= SERVICES; service++) {
      events.addAll(filling.events(service, Tenants.nine("s" + service)));
    }
    var _ = ledger.append(new Entry(1, Tenants.NOW, events), State.EMPTY.applyAll(events));
    return ledger;
  }

  /// What every node says when all is well.
  private static List<NodeReport> reports(State state) {
    List<NodeReport> reports = new ArrayList<>();
    state
        .nodes()
        .keys()
        .forEach(node ->
            reports.add(
                new NodeReport(
                    node,
                    state.goalGeneration(node),
                    state.instancesOn(node).stream().map(Heartbeats::ready).toList())));
    return reports;
  }

  private static InstanceReport ready(Instance instance) {
    return new InstanceReport(instance.id(), instance.attempt(), InstanceStatus.READY, 0, "");
  }
}
