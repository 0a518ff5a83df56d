package weftline.sim;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import weftline.core.Departure;
import weftline.core.Deployment;
import weftline.core.Event;
import weftline.core.Goals;
import weftline.core.Instance;
import weftline.core.Life;
import weftline.core.Residence;
import weftline.core.State;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.RoutingTable;

/// What is never done to a service.
final class ServicePromises {
  private ServicePromises() {}

  /// What is taken from service to come back is of one update domain, while all others serve.
  static void oneDomainAtATime(State before, Event event, State after) {
    if (!(event instanceof Event.InstanceDraining draining)
        || draining.afterwards() == Departure.Afterwards.REMOVE) {
      return;
    }
    Instance instance = instance(before, draining.instance());
    if (!instance.isReady()) {
      return;
    }
    Deployment deployment = deployment(before, instance.id().deployment());
    int domain = deployment.updateDomain(instance.id());
    for (Instance other : before.instancesOf(deployment.id())) {
      BrokenPromiseException.unless(
          deployment.updateDomain(other.id()) == domain || other.isReady(),
          () ->
              "%s is taken away while %s of another update domain is %s"
                  .formatted(instance.id(), other.id(), other.life()));
    }
  }

  /// Nothing is left on a machine that is told to get another operating system.
  static void nothingRunsBelow(State before, Event event, State after) {
    if (event instanceof Event.NodeOsOrdered(var node, _, _)) {
      for (Instance instance : before.instancesOn(node)) {
        BrokenPromiseException.unless(
            instance.life() == Life.PARKED,
            () ->
                "%s is %s while its node %s changes"
                    .formatted(instance.id(), instance.life(), node));
      }
    }
  }

  /// What has never run gets homes for all of its instances or for none.
  static void allOrNothing(State before, Event event, State after) {
    if (event instanceof Event.InstancesPlaced(var id, var placements)
        && isNew(before, placements)) {
      for (Instance instance : after.instancesOf(id)) {
        BrokenPromiseException.unless(
            instance.life() != Life.WANTED || !wants(after, instance),
            () -> "%s is left out while others of %s are placed".formatted(instance.id(), id));
      }
    }
  }

  /// The instances of a role that starts do not all fail together.
  static void acrossFaultDomains(State before, Event event, State after) {
    if (event instanceof Event.InstancesPlaced(var id, var placements)
        && isNew(before, placements)) {
      placements.stream()
          .map(placement -> placement.instance().role())
          .distinct()
          .forEach(role -> spans(after, id, role));
    }
  }

  /// No two runs of an instance have the same number, so that old news is known as such.
  static void newAttempts(State before, Event event, State after) {
    if (event instanceof Event.InstancesPlaced(_, var placements)) {
      for (Event.Placement placement : placements) {
        Instance old = instance(before, placement.instance());
        BrokenPromiseException.unless(
            instance(after, placement.instance()).attempt() > old.attempt(),
            () -> "%s runs under an old number".formatted(placement.instance()));
      }
    }
  }

  static void onlyReadyInstancesAreRouted(State before, Event event, State after) {
    for (RoutingTable.Route route : Goals.routingTable(after).routes()) {
      for (RoutingTable.Backend backend : route.backends()) {
        BrokenPromiseException.unless(
            after.instances().get(backend.instance()).filter(Instance::isReady).isPresent(),
            () -> "%s gets traffic and is not ready".formatted(backend.instance()));
      }
    }
  }

  private static void spans(State state, DeploymentId id, String role) {
    List<Instance> all =
        state.instancesOf(id).stream().filter(i -> i.id().role().equals(role)).toList();
    Set<Integer> domains =
        all.stream()
            .flatMap(instance -> instance.residence().stream())
            .map(Residence::faultDomain)
            .collect(Collectors.toSet());
    int least = Math.min(state.settings().faultDomainsMin(), all.size());
    BrokenPromiseException.unless(
        domains.size() >= least,
        () -> "role %s of %s starts in the fault domains %s".formatted(role, id, domains));
  }

  private static boolean isNew(State before, Collection<Event.Placement> placements) {
    return placements.stream()
        .allMatch(placement -> instance(before, placement.instance()).former().isEmpty());
  }

  private static boolean wants(State state, Instance instance) {
    Deployment deployment = deployment(state, instance.id().deployment());
    return instance.id().index() < deployment.instances(instance.id().role());
  }

  private static Instance instance(State state, InstanceId id) {
    return state
        .instances()
        .get(id)
        .orElseThrow(() -> new BrokenPromiseException("nobody is called " + id));
  }

  private static Deployment deployment(State state, DeploymentId id) {
    return state
        .deployments()
        .get(id)
        .orElseThrow(() -> new BrokenPromiseException("there is no deployment " + id));
  }
}
