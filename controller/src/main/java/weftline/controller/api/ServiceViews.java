package weftline.controller.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.controller.api.ServiceView.AddressView;
import weftline.controller.api.ServiceView.DeploymentView;
import weftline.controller.api.ServiceView.InstanceView;
import weftline.controller.api.ServiceView.RoleView;
import weftline.controller.api.ServiceView.UpgradeView;
import weftline.core.Departure;
import weftline.core.Deployment;
import weftline.core.Explain;
import weftline.core.Instance;
import weftline.core.Operation;
import weftline.core.Residence;
import weftline.core.Service;
import weftline.core.State;
import weftline.model.RoleDefinition;
import weftline.model.Slot;

/// Shows services with all that is in them.
final class ServiceViews {
  private ServiceViews() {}

  static List<ServiceView> all(State state) {
    return state.services().values().stream().map(service -> of(state, service)).toList();
  }

  static ServiceView of(State state, Service service) {
    var deployments =
        Arrays.stream(Slot.values())
            .flatMap(slot -> deployment(state, service, slot).stream())
            .toList();
    return new ServiceView(service.name().value(), deployments);
  }

  private static Optional<DeploymentView> deployment(State state, Service service, Slot slot) {
    return state
        .deployment(service.name(), slot)
        .map(deployment ->
            new DeploymentView(
                deployment.id().value(),
                slot.toString(),
                deployment.current().label(),
                condition(state, deployment),
                deployment.createdAt(),
                deployment.current().model().definition().upgradeDomainCount(),
                upgrade(state, deployment),
                addresses(state, deployment, slot),
                roles(state, deployment)));
  }

  private static String condition(State state, Deployment deployment) {
    if (deployment.deleting()) {
      return "deleting";
    }
    if (deployment.failure().isPresent()) {
      return "unplaceable";
    }
    if (deployment.walk().isPresent()) {
      return "upgrading";
    }
    if (state.instancesOf(deployment.id()).stream().allMatch(Instance::isReady)) {
      return "running";
    }
    return running(state, deployment, Operation.Kind.DEPLOY).isPresent() ? "starting" : "degraded";
  }

  private static Optional<UpgradeView> upgrade(State state, Deployment deployment) {
    return deployment
        .walk()
        .map(walk ->
            new UpgradeView(
                walk.mode().name().toLowerCase(Locale.ROOT),
                walk.domain(),
                walk.rollback(),
                running(state, deployment, Operation.Kind.ROLLBACK)
                    .or(() -> running(state, deployment, Operation.Kind.UPGRADE))
                    .map(operation -> Explain.waitsFor(state, operation))
                    .orElse("")));
  }

  private static Optional<Operation> running(
      State state, Deployment deployment, Operation.Kind kind) {
    return state.runningOperations().stream()
        .filter(operation -> operation.kind() == kind)
        .filter(operation -> operation.subject().deployment().equals(Optional.of(deployment.id())))
        .findFirst();
  }

  private static List<AddressView> addresses(State state, Deployment deployment, Slot slot) {
    List<AddressView> addresses = new ArrayList<>();
    state
        .doors()
        .forEach((door, port) -> {
          if (door.service().equals(deployment.service()) && door.slot() == slot) {
            var names = door.endpoint().split("/", -1);
            protocol(deployment, names[0], names[1])
                .map(protocol ->
                    new AddressView(names[0], names[1], protocol, port.address(), port.port()))
                .ifPresent(addresses::add);
          }
        });
    return addresses;
  }

  /// Empty for a door that the deployment has no endpoint for any more.
  private static Optional<String> protocol(Deployment deployment, String role, String endpoint) {
    return definition(deployment, role).stream()
        .flatMap(definition ->
            Stream.concat(
                definition.inputEndpoints().stream()
                    .filter(input -> input.name().equals(endpoint))
                    .map(RoleDefinition.InputEndpoint::protocol),
                definition.instanceInputEndpoints().stream()
                    .filter(input -> input.name().equals(endpoint))
                    .map(RoleDefinition.InstanceInputEndpoint::protocol)))
        .findFirst();
  }

  private static Optional<RoleDefinition> definition(Deployment deployment, String role) {
    return deployment.targets().containsKey(role)
        ? deployment.target(role).model().definition().role(role)
        : Optional.empty();
  }

  private static List<RoleView> roles(State state, Deployment deployment) {
    var instances = state.instancesOf(deployment.id());
    return deployment.targets().keySet().stream()
        .map(name -> {
          var own =
              instances.stream().filter(instance -> instance.id().role().equals(name)).toList();
          return new RoleView(
              name,
              definition(deployment, name).map(RoleDefinition::vmSize).orElse(""),
              deployment.instances(name),
              Math.toIntExact(own.stream().filter(Instance::isReady).count()),
              own.stream().map(instance -> instance(deployment, instance)).toList());
        })
        .toList();
  }

  private static InstanceView instance(Deployment deployment, Instance instance) {
    var health = instance.health();
    return new InstanceView(
        instance.id().name(),
        instance.life().name().toLowerCase(Locale.ROOT),
        instance.node().map(Object::toString),
        instance.residence().map(Residence::faultDomain),
        deployment.updateDomain(instance.id()),
        deployment.version(instance.version()).label(),
        health.failures(),
        instance.departure().map(Departure::reason).orElse(health.detail()));
  }
}
