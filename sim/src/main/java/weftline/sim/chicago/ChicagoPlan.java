package weftline.sim.chicago;

import java.nio.file.Path;

/// What kind of data centre is to live through its worst days.
///
/// @param trace what its tenants want
/// @param fillPercent how much of all cores they get
public record ChicagoPlan(int nodes, long seed, Path trace, int fillPercent) {
  public static final int NODES = 360_000;
  public static final int FILL_PERCENT = 60;

  /// What is lost for a day must find room in the rest.
  private static final int FILL_PERCENT_MAX = 75;

  public static final int NODES_MAX = 1_000_000;

  public ChicagoPlan {
    if (nodes < 200 || nodes > NODES_MAX) {
      throw new IllegalArgumentException(
          "a data centre has 200 to %,d nodes, not %,d".formatted(NODES_MAX, nodes));
    }
    if (fillPercent < 1 || fillPercent > FILL_PERCENT_MAX) {
      throw new IllegalArgumentException(
          "it is filled to 1 to %d percent, not to %d".formatted(FILL_PERCENT_MAX, fillPercent));
    }
  }
}
