package weftline.model;

import java.util.List;

/// What the [Inventory] says of one node: what fails together with it, what is near, and what kind
/// of machine it is.
///
/// @param rack where it stands; empty if the inventory does not say
/// @param container where its rack stands; empty if the inventory does not say
/// @param hardware see [Device.Computer]
public record Location(
    NodeId node,
    int faultDomain,
    String rack,
    String container,
    String hardware,
    String os,
    List<String> features) {
  public Location {
    features = List.copyOf(features);
  }
}
