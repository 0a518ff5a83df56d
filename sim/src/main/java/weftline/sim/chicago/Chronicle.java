package weftline.sim.chicago;

import java.util.List;

/// All that has happened to a data centre.
///
/// @param fill by container: the share of cores that is taken
/// @param bytesMax the most memory that was in use when it was measured
public record Chronicle(
    ChicagoPlan plan, int instances, List<Double> fill, List<Day> days, long bytesMax) {
  public Chronicle {
    fill = List.copyOf(fill);
    days = List.copyOf(days);
  }
}
