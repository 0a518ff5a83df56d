package weftline.balancer;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.RoutingTable;

/// How a balancer hears from its controller and speaks to it. Every call may fail; the balancer
/// goes on with the last table it knows and calls again.
public interface ControllerLink {
  /// The routing table once it is newer than what the balancer has; empty if it still is not when
  /// the wait is over.
  Optional<RoutingTable> routes(Generation after, Duration wait) throws IOException;

  void report(BalancerReport report) throws IOException;
}
