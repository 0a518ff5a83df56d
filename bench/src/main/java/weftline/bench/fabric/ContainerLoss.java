package weftline.bench.fabric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import weftline.bench.Aim;
import weftline.core.Autopilot;
import weftline.core.Command;
import weftline.core.Event;
import weftline.core.State;
import weftline.model.NodeId;

/// A shipping container burns down: until the mind knows where every instance goes.
final class ContainerLoss implements Measurement {
  private static final int ROUNDS = 5;

  @Override
  public String name() {
    return "data centre: container lost";
  }

  @Override
  public void measure(Bench bench, Consumer<Figure> sink) {
    State large = bench.large();
    int container = bench.options().container();
    double seconds = Double.MAX_VALUE;
    double cpu = Double.MAX_VALUE;
    int homeless = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<NodeId> silent = new ArrayList<>();
      for (int node = 0; node < container; node++) {
        silent.add(Fabrics.id(round * container + node));
      }
      Command command = new Command.LoseNodes(Tenants.NOW, silent);
      long beginCpu = Cpu.threadNanos();
      long begin = System.nanoTime();
      State burnt = large.applyAll(Fabrics.events(large, command));
      Autopilot.Plan plan = Autopilot.planned(burnt, Tenants.NOW);
      seconds = Math.min(seconds, (System.nanoTime() - begin) / 1e9);
      cpu = Math.min(cpu, (Cpu.threadNanos() - beginCpu) / 1e9);
      homeless = placed(plan);
    }
    String how =
        "%,d nodes of %,d lost in one batch, %,d instances placed again; least of %d rounds; %s"
            .formatted(container, bench.options().nodes(), homeless, ROUNDS, bench.machine());
    sink.accept(
        new Figure(
            "container lost: decision time until all is placed",
            seconds,
            "s",
            new Aim.AtMost(1),
            "",
            how));
    sink.accept(Figure.known("container lost: processor time of that", cpu, "s", how));
  }

  private static int placed(Autopilot.Plan plan) {
    return plan.events().stream()
        .mapToInt(event ->
            event instanceof Event.InstancesPlaced(_, var placements) ? placements.size() : 0)
        .sum();
  }
}
