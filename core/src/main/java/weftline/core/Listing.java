package weftline.core;

import java.util.List;
import java.util.Optional;
import weftline.model.Cable;
import weftline.model.Device;
import weftline.model.Inventory;
import weftline.model.Location;
import weftline.model.NodeId;

/// What the fabric knows of its devices: the inventory that was imported, where that puts each
/// node, and how often each device has failed.
public record Listing(
    PMap<String, Device> devices,
    PSet<Cable> cables,
    PMap<NodeId, Location> locations,
    PMap<String, Wear> wear) {
  static final Listing EMPTY = new Listing(PMap.empty(), PSet.empty(), PMap.empty(), PMap.empty());

  public Inventory inventory() {
    return new Inventory(devices.values(), cables.toList());
  }

  Listing cleared() {
    return new Listing(PMap.empty(), PSet.empty(), PMap.empty(), wear);
  }

  Listing with(List<Device> newDevices, List<Cable> newCables, List<Location> newLocations) {
    PMap<String, Device> allDevices = devices;
    for (Device device : newDevices) {
      allDevices = allDevices.with(device.name(), device);
    }
    PSet<Cable> allCables = cables;
    for (Cable cable : newCables) {
      allCables = allCables.with(cable, true);
    }
    PMap<NodeId, Location> allLocations = locations;
    for (Location location : newLocations) {
      allLocations = allLocations.with(location.node(), location);
    }
    return new Listing(allDevices, allCables, allLocations, wear);
  }

  Listing with(Wear newWear) {
    return new Listing(devices, cables, locations, wear.with(newWear.device(), newWear));
  }

  Listing withoutWear(String device) {
    return new Listing(devices, cables, locations, wear.without(device));
  }

  Optional<Wear> wearOf(NodeId node) {
    return wear.get(node.value());
  }
}
