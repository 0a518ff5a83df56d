package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.model.DeploymentId;
import weftline.model.InstanceGoal.EndpointAddress;
import weftline.model.RoleDefinition;
import weftline.model.RoleDefinition.InputEndpoint;
import weftline.model.RoleDefinition.InstanceInputEndpoint;
import weftline.model.RoutingTable.Backend;
import weftline.model.Slot;

/// Knows which public endpoints a deployment has, and which of an instance's ports stand behind
/// them.
final class Doors {
  private Doors() {}

  /// One public endpoint of a deployment.
  ///
  /// @param wantedPort what the definition says
  /// @param index the only instance behind it; empty means all of the role
  record PublicEndpoint(
      String role,
      String endpoint,
      String protocol,
      int wantedPort,
      Optional<Integer> index,
      Optional<String> probe) {
    Door door(Service service, Slot slot) {
      String name = role + "/" + endpoint + index.map(i -> "/" + i).orElse("");
      return new Door(service.name(), slot, name);
    }
  }

  static List<PublicEndpoint> of(Deployment deployment) {
    List<PublicEndpoint> endpoints = new ArrayList<>();
    for (String name : deployment.targets().keySet()) {
      RoleDefinition role = deployment.target(name).role(name);
      for (InputEndpoint input : role.inputEndpoints()) {
        endpoints.add(
            new PublicEndpoint(
                name,
                input.name(),
                input.protocol(),
                input.port(),
                Optional.empty(),
                input.probe()));
      }
      for (InstanceInputEndpoint input : role.instanceInputEndpoints()) {
        own(deployment, name, input).forEach(endpoints::add);
      }
    }
    return endpoints;
  }

  /// A public endpoint without a usable address.
  record Missing(Door door, PublicEndpoint endpoint) {}

  static List<Missing> missing(State state, Service service) {
    return missing(service, state.deployments(), state.doors(), state.takenPorts());
  }

  static List<Missing> missing(
      Service service,
      PMap<DeploymentId, Deployment> deployments,
      PMap<Door, PublicPort> doors,
      PMap<PublicPort, String> takenPorts) {
    List<Missing> missing = new ArrayList<>();
    for (Slot slot : Slot.values()) {
      service.in(slot).flatMap(deployments::get).map(Doors::of).orElse(List.of()).stream()
          .map(endpoint -> new Missing(endpoint.door(service, slot), endpoint))
          .filter(one -> doors.get(one.door()).filter(p -> !takenPorts.containsKey(p)).isEmpty())
          .forEach(missing::add);
    }
    return missing;
  }

  private static Stream<PublicEndpoint> own(
      Deployment deployment, String role, InstanceInputEndpoint input) {
    return Stream.iterate(0, i -> i < deployment.instances(role), i -> i + 1)
        .map(i ->
            new PublicEndpoint(
                role,
                input.name(),
                input.protocol(),
                input.publicPorts().min() + i,
                Optional.of(i),
                Optional.empty()));
  }

  /// A backend, and the endpoint it stands behind.
  ///
  /// @param endpoint the endpoint's name; with `/index` if it is the instance's own
  record Behind(String endpoint, Backend backend) {}

  /// What an instance may be given connections for right now.
  static List<Behind> backends(Deployment deployment, Instance instance) {
    if (instance.residence().isEmpty() || instance.life().isLeaving()) {
      return List.of();
    }
    RoleDefinition role = deployment.version(instance.version()).role(instance.id().role());
    List<Behind> behind = new ArrayList<>();
    for (InputEndpoint input : role.inputEndpoints()) {
      if (instance.isReady() || input.ignoreRoleInstanceStatus()) {
        listen(instance, input.name(), "").ifPresent(behind::add);
      }
    }
    for (InstanceInputEndpoint input : role.instanceInputEndpoints()) {
      if (instance.isReady()) {
        listen(instance, input.name(), "/" + instance.id().index()).ifPresent(behind::add);
      }
    }
    return behind;
  }

  private static Optional<Behind> listen(Instance instance, String endpoint, String suffix) {
    return instance.residence().stream()
        .flatMap(home -> home.endpoints().stream())
        .filter(address -> address.name().equals(endpoint))
        .findFirst()
        .map(address -> new Behind(endpoint + suffix, backend(instance, address)));
  }

  private static Backend backend(Instance instance, EndpointAddress address) {
    return new Backend(instance.id(), address.address(), address.port());
  }
}
