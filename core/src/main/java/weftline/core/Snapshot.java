package weftline.core;

import java.util.List;
import java.util.Optional;
import weftline.model.BalancerId;
import weftline.model.Cable;
import weftline.model.Device;
import weftline.model.Generation;
import weftline.model.Location;

/// The state as plain lists, to be written down. Indexes are left out: they follow from the rest.
public record Snapshot(
    FabricSettings settings,
    Counters counters,
    List<Node> nodes,
    List<Service> services,
    List<Deployment> deployments,
    List<Instance> instances,
    List<Operation> operations,
    List<OpenDoor> doors,
    List<TakenPort> takenPorts,
    List<Balancer> balancers,
    List<Device> devices,
    List<Cable> cables,
    List<Location> locations,
    List<Wear> wear,
    Optional<Upkeep.Written> upkeep,
    Optional<Keepers> keepers) {
  public Snapshot {
    nodes = List.copyOf(nodes);
    services = List.copyOf(services);
    deployments = List.copyOf(deployments);
    instances = List.copyOf(instances);
    operations = List.copyOf(operations);
    doors = List.copyOf(doors);
    takenPorts = List.copyOf(takenPorts);
    balancers = List.copyOf(balancers);
    devices = List.copyOf(devices);
    cables = List.copyOf(cables);
    locations = List.copyOf(locations);
    wear = List.copyOf(wear);
  }

  Listing listing() {
    Listing listing = Listing.EMPTY.with(devices, cables, locations);
    for (Wear one : wear) {
      listing = listing.with(one);
    }
    return listing;
  }

  /// Where a public endpoint is.
  public record OpenDoor(Door door, PublicPort port) {}

  /// A public port that somebody else holds.
  public record TakenPort(PublicPort port, String owner) {}

  /// What a balancer follows.
  public record Balancer(BalancerId balancer, Generation routing) {}
}
