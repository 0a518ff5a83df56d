package weftline.bench.fabric;

import java.util.List;

/// Measures the Fabric Controller and prints a line of JSON for each figure, as soon as it is
/// known.
final class FabricBench {
  private static final List<Measurement> ALL =
      List.of(
          new Placements(Placements.Group.MEMORY),
          new Placements(Placements.Group.ALONE),
          new Placements(Placements.Group.THREE),
          new Packing(),
          new PackingMoving(),
          new Footprint(),
          new ApplyCost(),
          new DecisionLatency(),
          new ContainerLoss(),
          new Heartbeats(),
          new Failover(),
          new HealingTime());

  private FabricBench() {}

  public static void main(String[] arguments) throws Exception {
    FabricOptions options = FabricOptions.parse(arguments);
    Bench bench = new Bench(options);
    for (Measurement measurement : ALL) {
      if (measurement.name().contains(options.only())) {
        bench.progress("measures " + measurement.name());
        measurement.measure(bench, figure -> System.out.println(figure.json()));
      }
    }
  }
}
