package weftline.bench.fabric;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import weftline.bench.Aim;
import weftline.core.Autopilot;
import weftline.core.Event;
import weftline.core.Instance;
import weftline.core.State;
import weftline.model.InstanceStatus;
import weftline.model.NodeId;

/// What applying an event and planning after it costs in a data centre, against the same in a
/// fabric of a few racks.
final class ApplyCost implements Measurement {
  private static final int SMALL_NODES = 360;
  private static final int ROUNDS = 9;
  private static final int EVENTS = 20_000;
  private static final long SEED = 7;

  @Override
  public String name() {
    return "data centre: apply cost";
  }

  @Override
  public void measure(Bench bench, Consumer<Figure> sink) {
    State large = bench.large();
    int nodes = bench.options().nodes();
    State small =
        Fabrics.filled(
            SMALL_NODES, (int) ((long) bench.options().instances() * SMALL_NODES / nodes));
    double smallNanos = Double.MAX_VALUE;
    double largeNanos = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      smallNanos = Math.min(smallNanos, nanosPerEvent(small));
      largeNanos = Math.min(largeNanos, nanosPerEvent(large));
    }
    String how =
        "processor time; reports of random instances, each applied and planned after; least of %d rounds of %,d; %s"
            .formatted(ROUNDS, EVENTS, bench.machine());
    sink.accept(Figure.known("apply and plan at 360 nodes", smallNanos / 1_000, "us", how));
    sink.accept(
        Figure.known(
            "apply and plan at %,d nodes".formatted(nodes), largeNanos / 1_000, "us", how));
    sink.accept(
        new Figure(
            "apply cost at %,d nodes against 360".formatted(nodes),
            largeNanos / smallNanos,
            "times",
            new Aim.AtMost(2),
            "",
            how));
  }

  private static double nanosPerEvent(State state) {
    List<Event> events = events(state);
    State ahead = state;
    long begin = Cpu.threadNanos();
    for (Event event : events) {
      ahead = Autopilot.planned(ahead.apply(event), Tenants.NOW).after();
    }
    return (double) (Cpu.threadNanos() - begin) / events.size();
  }

  /// Instances anywhere are busy for a moment and ready again.
  private static List<Event> events(State state) {
    Random random = new Random(SEED);
    List<NodeId> nodes = state.nodes().keys();
    List<Event> events = new ArrayList<>();
    while (events.size() < EVENTS) {
      List<Instance> instances = state.instancesOn(nodes.get(random.nextInt(nodes.size())));
      if (!instances.isEmpty()) {
        Instance instance = instances.get(random.nextInt(instances.size()));
        events.add(reported(instance, InstanceStatus.BUSY));
        events.add(reported(instance, InstanceStatus.READY));
      }
    }
    return events;
  }

  private static Event reported(Instance instance, InstanceStatus status) {
    return new Event.InstanceReported(instance.id(), status, 0, "", Tenants.NOW);
  }
}
