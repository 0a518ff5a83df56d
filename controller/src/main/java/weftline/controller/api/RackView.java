package weftline.controller.api;

import java.util.List;
import weftline.model.Capacity;

/// The nodes of one rack, added up; those that no inventory lists by their fault domain.
///
/// @param container empty if the inventory does not say
/// @param rack empty if the inventory does not say
/// @param hardware the models of the machines there
/// @param missing nodes that are listed and never joined
/// @param unwell the nodes that are lost or drained, the first of them by name
public record RackView(
    String container,
    String rack,
    int faultDomain,
    List<String> hardware,
    int nodes,
    int up,
    int drained,
    int lost,
    int missing,
    int instances,
    Capacity total,
    Capacity free,
    List<String> unwell) {
  static final int UNWELL_MAX = 10;

  public RackView {
    hardware = List.copyOf(hardware);
    unwell = List.copyOf(unwell);
  }
}
