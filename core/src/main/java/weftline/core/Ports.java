package weftline.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weftline.core.Verdict.Obstacle;
import weftline.core.Verdict.Resource;
import weftline.model.InstanceGoal.EndpointAddress;
import weftline.model.PortRange;
import weftline.model.RoleDefinition;

/// Gives the endpoints of an instance their ports on a node: the one the definition names, else the
/// one it had there before, else the lowest free one of the node's range.
final class Ports {
  private final Tenancy tenancy;
  private final List<EndpointAddress> before;
  private final Set<Integer> chosen = new HashSet<>();
  private final List<Obstacle> obstacles = new ArrayList<>();

  private Ports(Tenancy tenancy, List<EndpointAddress> before) {
    this.tenancy = tenancy;
    this.before = before;
  }

  /// What one endpoint asks for.
  ///
  /// @param range where the port may be; empty means the node's own range
  record Wish(String name, String protocol, Optional<PortRange> range) {}

  /// The endpoints with their ports, or what is in the way.
  record Assignment(List<EndpointAddress> endpoints, List<Obstacle> obstacles) {}

  static Assignment assign(List<Wish> wishes, Tenancy tenancy, Optional<Residence> former) {
    List<EndpointAddress> before =
        former
            .filter(home -> home.node().equals(tenancy.node().id()))
            .map(Residence::endpoints)
            .orElse(List.of());
    return new Ports(tenancy, before).assign(wishes);
  }

  /// The endpoints of a role.
  static List<Wish> wishes(RoleDefinition role) {
    List<Wish> wishes = new ArrayList<>();
    for (var input : role.inputEndpoints()) {
      wishes.add(new Wish(input.name(), input.protocol(), input.localPort().map(Ports::only)));
    }
    for (var input : role.instanceInputEndpoints()) {
      wishes.add(new Wish(input.name(), input.protocol(), input.localPort().map(Ports::only)));
    }
    for (var internal : role.internalEndpoints()) {
      wishes.add(new Wish(internal.name(), internal.protocol(), internal.ports()));
    }
    return wishes;
  }

  private static PortRange only(int port) {
    return new PortRange(port, port);
  }

  /// The fixed ports first, so that a chosen one never stands in their way.
  private Assignment assign(List<Wish> wishes) {
    List<EndpointAddress> endpoints = new ArrayList<>();
    assign(wishes, true, endpoints);
    assign(wishes, false, endpoints);
    return new Assignment(endpoints, obstacles);
  }

  private void assign(List<Wish> wishes, boolean fixed, List<EndpointAddress> endpoints) {
    for (Wish wish : wishes) {
      if (wish.range().isPresent() == fixed) {
        assign(wish).ifPresent(endpoints::add);
      }
    }
  }

  private Optional<EndpointAddress> assign(Wish wish) {
    PortRange range = wish.range().orElse(tenancy.node().description().ports());
    Optional<Integer> port = port(wish.name(), range);
    if (port.isEmpty()) {
      obstacles.add(obstacle(range));
      return Optional.empty();
    }
    chosen.add(port.get());
    String address = tenancy.node().description().address();
    return Optional.of(new EndpointAddress(wish.name(), wish.protocol(), address, port.get()));
  }

  private Optional<Integer> port(String endpoint, PortRange range) {
    for (EndpointAddress address : before) {
      int port = address.port();
      boolean fits = port >= range.min() && port <= range.max();
      if (address.name().equals(endpoint) && fits && isFree(port)) {
        return Optional.of(port);
      }
    }
    for (int port = range.min(); port <= range.max(); port++) {
      if (isFree(port)) {
        return Optional.of(port);
      }
    }
    return Optional.empty();
  }

  private boolean isFree(int port) {
    return !chosen.contains(port) && !tenancy.ports().has(port);
  }

  private Obstacle obstacle(PortRange range) {
    if (range.min() == range.max()) {
      String holder =
          tenancy.ports().holder(range.min()).map(Object::toString).orElse("another endpoint");
      return new Obstacle.PortInUse(range.min(), holder);
    }
    return new Obstacle.TooLittle(Resource.PORTS, chosen.size() + 1L, chosen.size());
  }
}
