package weftline.controller.api;

import java.util.List;
import weftline.model.Capacity;

/// A node as the management API shows it.
///
/// @param presence `up`, `silent` or `lost`
/// @param condition `ready`, or how the machine came to be trusted less
/// @param reason why; empty for a machine that is trusted
/// @param instances what is placed there: `service/slot/web_IN_0`
public record NodeView(
    String id,
    String address,
    int faultDomain,
    String presence,
    boolean drained,
    Capacity total,
    Capacity free,
    List<String> instances,
    String condition,
    String reason) {
  public NodeView {
    instances = List.copyOf(instances);
  }
}
