package weftline.bench.fabric;

import java.nio.file.Files;
import java.time.Duration;
import java.util.function.Consumer;
import weftline.bench.Aim;
import weftline.core.Tidying;
import weftline.model.Capacity;

/// How tightly Azure's trace is packed when the fabric moves one instance in a hundred a day at
/// most. Each machine is a service of one instance, so they may be moved, too.
final class PackingMoving implements Measurement {
  private static final Capacity HOST = new Capacity(64_000, 262_144, 16_384_000);
  private static final int QUICK_MAX = 26_000;
  private static final double SPARE = 1.3;
  private static final long ROUND_SECONDS = 600;
  static final Tidying TIDYING = new Tidying(10, 10, Duration.ofMinutes(10), true);
  private static final String PEER = "Protean 85-90 %; with known lifetimes 94.9 %";

  @Override
  public String name() {
    return "packing, moving";
  }

  @Override
  public void measure(Bench bench, Consumer<Figure> sink) throws Exception {
    if (!Files.exists(bench.options().trace())) {
      bench.progress("packing, moving is left out: no trace at " + bench.options().trace());
      return;
    }
    VmTrace trace =
        VmTrace.read(
            bench.options().trace(), bench.options().quick() ? QUICK_MAX : Integer.MAX_VALUE);
    int hosts = (int) Math.ceil(SPARE * bound(trace));
    Loads loads = new Loads(HOST, trace.end());
    MovingDay fabric = new MovingDay(HOST, hosts, loads, TIDYING);
    long begin = Cpu.threadNanos();
    play(trace, fabric);
    double seconds = (Cpu.threadNanos() - begin) / 1e9;
    String how =
        "Azure V1 trace, %,d machines, hosts of 64 cores and 256 GiB, at most 1 %% of the instances moved a day, looked at every %d min; %s"
            .formatted(trace.vms().size(), ROUND_SECONDS / 60, bench.machine());
    tell(loads, fabric, how, sink);
    sink.accept(
        Figure.known("packing, moving: processor time of the whole trace", seconds, "s", how));
  }

  private static void tell(Loads loads, MovingDay fabric, String how, Consumer<Figure> sink) {
    sink.accept(
        new Figure(
            "packing, moving: cores in use of the hosts in use, mean over the trace",
            100 * loads.meanDensity(),
            "%",
            new Aim.AtLeast(97),
            PEER,
            how));
    sink.accept(
        Figure.known(
            "packing, moving: hosts needed for each of the lower bound",
            (double) loads.peakHosts() / loads.bound(),
            "times",
            how));
    sink.accept(
        Figure.known("packing, moving: instances moved a day", 100 * fabric.movedADay(), "%", how));
  }

  static void play(VmTrace trace, MovingDay fabric) {
    long next = 0;
    for (VmTrace.Change change : trace.changes()) {
      for (; next <= Math.min(change.second(), trace.end()); next += ROUND_SECONDS) {
        fabric.pass(next);
        fabric.tidy();
      }
      if (change.second() > trace.end()) {
        break; // who would have come is not known
      }
      fabric.pass(change.second());
      if (change.comes()) {
        fabric.come(change.vm());
      } else {
        fabric.go(change.vm());
      }
    }
    fabric.pass(trace.end());
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
}
