package weftline.sim;

import java.util.Optional;
import weftline.balancer.KeptTable;
import weftline.model.RoutingTable;

/// A balancer's disk, in memory.
final class BalancerDisk implements KeptTable {
  private Optional<RoutingTable> kept = Optional.empty();

  @Override
  public Optional<RoutingTable> load() {
    return kept;
  }

  @Override
  public void save(RoutingTable table) {
    kept = Optional.of(table);
  }
}
