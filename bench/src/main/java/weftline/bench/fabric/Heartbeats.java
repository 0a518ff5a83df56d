package weftline.bench.fabric;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
import weftline.net.Json;

/// How many reports without news the controller takes in for each second of processor time.
final class Heartbeats implements Measurement {
  private static final int NODES = 10_000;
  private static final int SERVICES = 4_500;
  private static final int ROUNDS = 20;
  private static final String PEER = "Nomad detects a dead node in 33-67 min at 100,000 nodes";

  @Override
  public String name() {
    return "heartbeats";
  }

  @Override
  public void measure(Bench bench, Consumer<Figure> sink) throws Exception {
    Controller controller =
        Controller.open(ledger(), new Time(InstantSource.system(), System::nanoTime));
    Thread running = Thread.ofPlatform().name("controller").start(controller::run);
    NodeWatch watch = new NodeWatch(controller, Duration.ofMinutes(1), System::nanoTime);
    Reception reception = new Reception(controller, watch);
    List<NodeReport> reports = reports(controller.state());
    List<byte[]> bodies = reports.stream().map(Json::write).toList();
    String how =
        "%,d nodes, %,d services of nine instances; reports without news, each with the state of all of its instances, in one thread, "
            .formatted(NODES, SERVICES);
    double direct = 0;
    double parsed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = Cpu.processNanos();
      for (NodeReport report : reports) {
        var _ = reception.report(report);
      }
      long middle = Cpu.processNanos();
      for (byte[] body : bodies) {
        var _ = reception.report(Json.read(body, NodeReport.class));
      }
      direct = Math.max(direct, reports.size() * 1e9 / (middle - begin));
      parsed = Math.max(parsed, reports.size() * 1e9 / (Cpu.processNanos() - middle));
    }
    running.interrupt();
    running.join();
    sink.accept(
        new Figure(
            "heartbeats for each processor second",
            direct,
            "1/s",
            new Aim.AtLeast(500_000),
            PEER,
            how + "without HTTP and JSON; best of rounds; " + bench.machine()));
    sink.accept(
        Figure.known(
            "heartbeats for each processor second, read from JSON",
            parsed,
            "1/s",
            how + "without HTTP; best of rounds; " + bench.machine()));
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
