package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.model.BalancerId;
import weftline.model.Capacity;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.OperationId;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// The whole fabric as one immutable value. Readers keep any version they like for as long as they
/// like.
///
/// @param operations by number; the newest [#OPERATIONS_MAX] and those that still run
/// @param doors where the public endpoints are
/// @param takenPorts public ports that somebody else holds, and who
/// @param balancers the routing table that each balancer is known to follow
/// @param listing the devices, and how often they fail
/// @param keepers what the controllers must know of each other; no way back undoes it
public record State(
    FabricSettings settings,
    Counters counters,
    PMap<NodeId, Node> nodes,
    PMap<ServiceName, Service> services,
    PMap<DeploymentId, Deployment> deployments,
    PMap<InstanceId, Instance> instances,
    PMap<Long, Operation> operations,
    PMap<Door, PublicPort> doors,
    PMap<PublicPort, String> takenPorts,
    PMap<BalancerId, Generation> balancers,
    Listing listing,
    Upkeep upkeep,
    Keepers keepers,
    Indexes indexes) {
  static final int OPERATIONS_MAX = 200;

  /// No role has a name before this one.
  private static final String FIRST_ROLE = "0";

  public static final State EMPTY =
      new State(
          FabricSettings.DEFAULT,
          Counters.ZERO,
          PMap.empty(),
          PMap.empty(),
          PMap.empty(),
          PMap.empty(),
          PMap.empty(),
          PMap.empty(),
          PMap.empty(),
          PMap.empty(),
          Listing.EMPTY,
          Upkeep.NONE,
          Keepers.FIRST,
          Indexes.EMPTY);

  /// Total and deterministic: an event in the log has already been judged, so this never refuses
  /// one.
  public State apply(Event event) {
    return applyAll(List.of(event));
  }

  public State applyAll(List<Event> events) {
    Ahead ahead = Ahead.of(this);
    ahead.apply(events);
    return ahead.kept();
  }

  public static State restore(Snapshot snapshot) {
    return Draft.of(snapshot);
  }

  public Snapshot snapshot() {
    List<Snapshot.OpenDoor> openDoors = new ArrayList<>();
    doors.forEach((door, port) -> openDoors.add(new Snapshot.OpenDoor(door, port)));
    List<Snapshot.TakenPort> taken = new ArrayList<>();
    takenPorts.forEach((port, owner) -> taken.add(new Snapshot.TakenPort(port, owner)));
    List<Snapshot.Balancer> following = new ArrayList<>();
    balancers.forEach((id, routing) -> following.add(new Snapshot.Balancer(id, routing)));
    return new Snapshot(
        settings,
        counters,
        nodes.values(),
        services.values(),
        deployments.values(),
        instances.values(),
        operations.values(),
        openDoors,
        taken,
        following,
        listing.devices().values(),
        listing.cables().toList(),
        listing.locations().values(),
        listing.wear().values(),
        Optional.of(upkeep.written()),
        Optional.of(keepers));
  }

  /// Moves only when the node's goal has changed: what it runs, or where the peers of that are.
  /// Zero for a node that never joined.
  public Generation goalGeneration(NodeId node) {
    Generation newest = nodes.get(node).map(Node::goal).orElse(Generation.ZERO);
    for (InstanceId resident : indexes.rooms().residents(node)) {
      Generation topology =
          deployments
              .get(resident.deployment())
              .flatMap(Deployment::topology)
              .orElse(Generation.ZERO);
      newest = topology.isAfter(newest) ? topology : newest;
    }
    return newest;
  }

  /// The generation of the goal that moved last; see [Goals#movedSince].
  public Generation newestGoal() {
    return counters.goal();
  }

  /// Moves only when the routing table has changed.
  public Generation routingGeneration() {
    return counters.routing();
  }

  public Optional<Operation> operation(OperationId id) {
    String digits = id.value().startsWith("op-") ? id.value().substring(3) : "";
    return digits.matches("[1-9][0-9]{0,17}")
        ? operations.get(Long.parseLong(digits))
        : Optional.empty();
  }

  /// Newest last.
  public List<Operation> runningOperations() {
    return indexes.openOperations().toList().stream()
        .flatMap(number -> operations.get(number).stream())
        .toList();
  }

  public Optional<Deployment> deployment(ServiceName service, Slot slot) {
    return services.get(service).flatMap(found -> found.in(slot)).flatMap(deployments::get);
  }

  /// The slot in which a deployment stands.
  public Optional<Slot> slotOf(Deployment deployment) {
    return services.get(deployment.service()).flatMap(found -> found.slotOf(deployment.id()));
  }

  public List<Instance> instancesOf(DeploymentId deployment) {
    return instancesOf(instances, deployment);
  }

  static List<Instance> instancesOf(PMap<InstanceId, Instance> instances, DeploymentId deployment) {
    List<Instance> found = new ArrayList<>();
    instances.scan(
        firstOf(deployment),
        (id, instance) -> id.deployment().equals(deployment) && found.add(instance));
    return found;
  }

  /// Comes before every instance of the deployment.
  static InstanceId firstOf(DeploymentId deployment) {
    return new InstanceId(deployment, FIRST_ROLE, 0);
  }

  public List<Instance> instancesOn(NodeId node) {
    return indexes.rooms().on(node).stream()
        .flatMap(tenancy -> tenancy.residents().toList().stream())
        .map(this::instance)
        .toList();
  }

  /// Whether every balancer follows this routing table or a newer one.
  boolean isFollowed(Generation routing) {
    return indexes.followers().least().filter(routing::isAfter).isEmpty();
  }

  /// What is left of a node.
  public Capacity free(NodeId node) {
    return indexes.rooms().on(node).map(Tenancy::free).orElse(Capacity.NONE);
  }

  /// How many instances live on a node.
  public int residents(NodeId node) {
    return indexes.rooms().on(node).map(tenancy -> tenancy.residents().size()).orElse(0);
  }

  /// How many nodes of a fault domain are heard from.
  public int nodesUp(int faultDomain) {
    return indexes.census().upIn().get(faultDomain).orElse(0);
  }

  /// Whether some of it lives on nodes that are silent, so that nobody knows how it fares.
  boolean isObscured(DeploymentId deployment) {
    return indexes.census().silent() > 0
        && instancesOf(deployment).stream()
            .flatMap(instance -> instance.node().flatMap(nodes::get).stream())
            .anyMatch(node -> !node.isUp());
  }

  Instance instance(InstanceId id) {
    return instances.get(id).orElseThrow(() -> new IllegalStateException("no instance " + id));
  }

  Deployment deployment(DeploymentId id) {
    return deployments.get(id).orElseThrow(() -> new IllegalStateException("no deployment " + id));
  }

  Tally tally(DeploymentId deployment) {
    return indexes.tallies().get(deployment).orElse(Tally.NONE);
  }
}
