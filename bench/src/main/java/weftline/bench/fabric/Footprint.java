package weftline.bench.fabric;

import java.util.function.Consumer;
import weftline.bench.Aim;
import weftline.core.State;

/// How much memory a data centre takes.
final class Footprint implements Measurement {
  private static final double GIBIBYTE = 1L << 30;

  @Override
  public String name() {
    return "data centre: memory";
  }

  @Override
  public void measure(Bench bench, Consumer<Figure> sink) {
    State large = bench.large();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    int nodes = large.nodes().size();
    int instances = large.instances().size();
    sink.accept(
        new Figure(
            "memory for %,d nodes and %,d instances".formatted(nodes, instances),
            used / GIBIBYTE,
            "GiB",
            new Aim.AtMost(6),
            "a bare array of the same: 0.25 GB",
            "used heap of the whole process after a collection; %,d services, no model shared; %s"
                .formatted(large.services().size(), bench.machine())));
    sink.accept(
        Figure.known(
            "memory for each instance", (double) used / instances, "bytes", bench.machine()));
  }
}
