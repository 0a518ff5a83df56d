package weftline.balancer;

import java.io.IOException;
import java.util.Optional;
import weftline.model.RoutingTable;

/// Where a balancer keeps its last routing table, so that one which starts while no controller
/// answers forwards as before.
public interface KeptTable {
  /// Empty if nothing has been kept that can be read.
  Optional<RoutingTable> load() throws IOException;

  /// There is the old table or the new one, never half of one.
  void save(RoutingTable table) throws IOException;
}
