package weftline.controller.api;

import java.util.List;
import weftline.model.Capacity;

/// A node as the management API shows it.
///
/// @param presence `up` or `lost`
/// @param instances what is placed there: `service/slot/web_IN_0`
public record NodeView(
    String id,
    String address,
    int faultDomain,
    String presence,
    boolean drained,
    Capacity total,
    Capacity free,
    List<String> instances) {
  public NodeView {
    instances = List.copyOf(instances);
  }
}
