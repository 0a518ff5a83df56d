package weftline.sim.chicago;

import java.time.Duration;
import java.util.List;

/// What happened on one bad day.
///
/// @param events how many were logged
/// @param virtual how long it took in the fabric's time
/// @param thought how long the controller worked on it, in real time
/// @param away how many instances did not serve, each second
/// @param wounds by container: the share of nodes that were gone, at worst
public record Day(
    String title,
    List<String> lines,
    long events,
    Duration virtual,
    Duration thought,
    List<Integer> away,
    List<Double> wounds) {
  public Day {
    lines = List.copyOf(lines);
    away = List.copyOf(away);
    wounds = List.copyOf(wounds);
  }
}
