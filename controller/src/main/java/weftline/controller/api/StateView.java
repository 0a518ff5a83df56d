package weftline.controller.api;

import java.time.Instant;
import java.util.List;

/// The fabric as it was.
///
/// @param event the number of the last event in it
/// @param at when that happened
public record StateView(long event, Instant at, List<NodeView> nodes, List<ServiceView> services) {
  public StateView {
    nodes = List.copyOf(nodes);
    services = List.copyOf(services);
  }
}
