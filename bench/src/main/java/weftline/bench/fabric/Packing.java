package weftline.bench.fabric;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import weftline.bench.Aim;
import weftline.core.Autopilot;
import weftline.core.Command;
import weftline.core.Event;
import weftline.core.Event.Placement;
import weftline.core.State;
import weftline.model.Capacity;
import weftline.model.DeploymentId;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;
import weftline.model.VmSize;

/// How tightly real virtual machines are packed: Azure's trace, each machine a service of one
/// instance, placed by the real allocator through the real decider; beside it best fit of CloudSim
/// Plus, and what could be had if all knew when they will leave.
final class Packing implements Measurement {
  private static final Capacity HOST = new Capacity(64_000, 262_144, 16_384_000);
  private static final int QUICK_MAX = 26_000;
  private static final double SPARE = 1.3;
  private static final String PEER =
      "Protean 85-90 %; best fit alone 93.5 %; with known lifetimes 94.9 %";

  @Override
  public String name() {
    return "packing";
  }

  @Override
  public void measure(Bench bench, Consumer<Figure> sink) throws Exception {
    if (!Files.exists(bench.options().trace())) {
      bench.progress("packing is left out: there is no trace at " + bench.options().trace());
      return;
    }
    int max = bench.options().quick() ? QUICK_MAX : Integer.MAX_VALUE;
    VmTrace trace = VmTrace.read(bench.options().trace(), max);
    int hosts = (int) Math.ceil(SPARE * bound(trace));
    String how =
        "Azure V1 trace, %,d machines, hosts of 64 cores and 256 GiB, no migration, lower bound %,d hosts; %s"
            .formatted(trace.vms().size(), bound(trace), bench.machine());
    long begin = Cpu.threadNanos();
    Loads ours = play(trace, hosts);
    double seconds = (Cpu.threadNanos() - begin) / 1e9;
    tell(ours, how, sink);
    sink.accept(Figure.known("packing: processor time of the whole trace", seconds, "s", how));
    begin = Cpu.threadNanos();
    Loads naive = BestFit.play(trace, HOST, hosts);
    seconds = (Cpu.threadNanos() - begin) / 1e9;
    tellPeer("by CloudSim Plus best fit", naive, how, sink);
    sink.accept(
        Figure.known(
            "packing by CloudSim Plus: processor time of the whole trace", seconds, "s", how));
    tellPeer("with known life times", KnownLives.play(trace, HOST), how, sink);
  }

  private static void tell(Loads loads, String how, Consumer<Figure> sink) {
    sink.accept(
        new Figure(
            "packing: hosts needed for each of the lower bound",
            (double) loads.peakHosts() / loads.bound(),
            "times",
            new Aim.AtMost(1.005),
            PEER,
            how));
    sink.accept(
        new Figure(
            "packing: cores in use of the hosts in use, mean over the trace",
            100 * loads.meanDensity(),
            "%",
            new Aim.AtLeast(94.5),
            PEER,
            how));
    sink.accept(
        Figure.known(
            "packing: the same when most hosts were needed", 100 * loads.peakDensity(), "%", how));
  }

  private static void tellPeer(String who, Loads loads, String how, Consumer<Figure> sink) {
    sink.accept(
        Figure.known(
            "packing " + who + ": hosts needed for each of the lower bound",
            (double) loads.peakHosts() / loads.bound(),
            "times",
            how));
    sink.accept(
        Figure.known(
            "packing " + who + ": cores in use of the hosts in use, mean over the trace",
            100 * loads.meanDensity(),
            "%",
            how));
  }

  private static int bound(VmTrace trace) {
    Loads loads = new Loads(HOST, trace.end());
    for (VmTrace.Change change : trace.changes()) {
      if (change.comes()) {
        loads.moveIn("one", change.vm().need());
      } else {
        loads.moveOut("one", change.vm().need());
      }
    }
    return loads.bound();
  }

  /// What the mind makes of it.
  private static Loads play(VmTrace trace, int hosts) {
    State state = State.EMPTY;
    for (int host = 0; host < hosts; host++) {
      state = state.apply(new Event.NodeJoined(Fabrics.node(host, HOST)));
    }
    Map<VmSize, ServiceModel> models = new HashMap<>();
    Map<Integer, Placement> homes = new HashMap<>();
    Loads loads = new Loads(HOST, trace.end());
    for (VmTrace.Change change : trace.changes()) {
      VmTrace.Vm vm = change.vm();
      loads.pass(change.second());
      if (change.comes()) {
        ServiceModel model =
            models.computeIfAbsent(vm.size(), size -> Tenants.of("vm", size.toString(), 1));
        Command.Deploy deploy =
            new Command.Deploy(
                Tenants.NOW,
                "bench",
                new ServiceName("vm" + vm.number()),
                Slot.PRODUCTION,
                "",
                model);
        State decided = state.applyAll(Fabrics.events(state, deploy));
        Autopilot.Plan plan = Autopilot.planned(decided, Tenants.NOW);
        Placement placement = placement(plan);
        homes.put(vm.number(), placement);
        loads.moveIn(placement.residence().node().value(), vm.need());
        state = plan.after();
      } else {
        Placement placement = homes.remove(vm.number());
        loads.moveOut(placement.residence().node().value(), vm.need());
        state = without(state, placement);
      }
    }
    return loads;
  }

  private static Placement placement(Autopilot.Plan plan) {
    return plan.events().stream()
        .flatMap(event ->
            event instanceof Event.InstancesPlaced(_, var placements)
                ? placements.stream()
                : Stream.<Placement>empty())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("too few hosts: " + plan.events()));
  }

  /// The tenant has deleted it, and the node has said that it has stopped.
  private static State without(State state, Placement placement) {
    DeploymentId id = placement.instance().deployment();
    State ahead =
        state
            .apply(new Event.DeploymentDeleting(id))
            .apply(new Event.InstanceDropped(placement.instance()))
            .apply(new Event.DeploymentDeleted(id));
    return Autopilot.planned(ahead, Tenants.NOW).after();
  }
}
