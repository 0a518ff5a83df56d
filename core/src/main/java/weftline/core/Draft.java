package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import weftline.model.BalancerId;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.Location;
import weftline.model.NodeId;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// The next state in the making: the changes of some events to the tables, with every index kept in
/// step, and a note of whose goal an event touches. Lives for these events, in one thread.
final class Draft {
  private final Set<NodeId> goalMoved = new TreeSet<>();
  private final Set<DeploymentId> peersMoved = new TreeSet<>();
  private boolean routingMoved;
  private final Pen pen = new Pen();

  private FabricSettings settings;
  private Counters counters;
  private Upkeep upkeep;
  private Keepers keepers;
  private final Table<NodeId, Node> nodes;
  private final Table<ServiceName, Service> services;
  private final Table<DeploymentId, Deployment> deployments;
  private final Table<InstanceId, Instance> instances;
  private final Table<Long, Operation> operations;
  private final Table<Door, PublicPort> doors;
  private final Table<PublicPort, String> takenPorts;
  private final Table<BalancerId, Generation> balancers;
  private Listing listing;
  private final IndexDraft index;

  private Draft(State before) {
    settings = before.settings();
    counters = before.counters();
    upkeep = before.upkeep();
    keepers = before.keepers();
    nodes = new Table<>(before.nodes(), pen);
    services = new Table<>(before.services(), pen);
    deployments = new Table<>(before.deployments(), pen);
    instances = new Table<>(before.instances(), pen);
    operations = new Table<>(before.operations(), pen);
    doors = new Table<>(before.doors(), pen);
    takenPorts = new Table<>(before.takenPorts(), pen);
    balancers = new Table<>(before.balancers(), pen);
    listing = before.listing();
    index = new IndexDraft(before.indexes(), pen);
  }

  static Draft from(State before) {
    return new Draft(before);
  }

  /// Builds every index anew; moves no generation.
  static State of(Snapshot snapshot) {
    Draft draft = new Draft(State.EMPTY);
    draft.settings = snapshot.settings();
    draft.index.put(draft.settings.addresses());
    draft.listing = snapshot.listing();
    snapshot.nodes().forEach(draft::put);
    snapshot.doors().forEach(open -> draft.open(open.door(), open.port()));
    snapshot.takenPorts().forEach(taken -> draft.take(taken.port(), taken.owner()));
    snapshot.deployments().forEach(draft::put);
    snapshot.services().forEach(draft::put);
    snapshot.instances().forEach(draft::put);
    snapshot.operations().forEach(draft::put);
    snapshot.balancers().forEach(one -> draft.follow(one.balancer(), one.routing()));
    draft.counters = snapshot.counters().withGoal(draft.index.lastGoal());
    draft.upkeep = snapshot.upkeep().map(Upkeep::read).orElse(Upkeep.NONE);
    draft.keepers = snapshot.keepers().orElse(Keepers.FIRST);
    return draft.state();
  }

  /// An earlier state, with goals and routes newer than any that have been handed out since.
  static State restored(State now, Snapshot earlier) {
    Draft draft = from(of(earlier));
    draft.counters = draft.counters.atLeast(now.counters());
    draft.keepers = now.keepers();
    earlier.nodes().forEach(node -> draft.goalMoved.add(node.id()));
    earlier.deployments().forEach(deployment -> draft.peersMoved.add(deployment.id()));
    draft.routingMoved = true;
    draft.settle();
    return draft.state();
  }

  /// Ends an event: every goal that it touched is a generation further.
  void settle() {
    if (!goalMoved.isEmpty() || !peersMoved.isEmpty()) {
      counters = counters.withNextGoal();
    }
    for (DeploymentId moved : peersMoved) {
      deployments.get(moved).ifPresent(was -> put(was.withTopology(counters.goal())));
    }
    for (NodeId moved : goalMoved) {
      nodes.get(moved).ifPresent(node -> put(node.withGoal(counters.goal())));
    }
    if (routingMoved) {
      counters = counters.withNextRouting();
    }
    goalMoved.clear();
    peersMoved.clear();
    routingMoved = false;
  }

  /// The generation of all goals that this event moves.
  Generation nextGoal() {
    return counters.goal().next();
  }

  Listing listing() {
    return listing;
  }

  Counters counters() {
    return counters;
  }

  FabricSettings settings() {
    return settings;
  }

  Census census() {
    return index.census();
  }

  Upkeep upkeep() {
    return upkeep;
  }

  Keepers keepers() {
    return keepers;
  }

  Optional<Node> node(NodeId id) {
    return nodes.get(id);
  }

  Optional<Service> service(ServiceName name) {
    return services.get(name);
  }

  Deployment deployment(DeploymentId id) {
    return deployments.get(id).orElseThrow(() -> new IllegalStateException("no deployment " + id));
  }

  Instance instance(InstanceId id) {
    return instances.get(id).orElseThrow(() -> new IllegalStateException("no instance " + id));
  }

  boolean has(InstanceId id) {
    return instances.get(id).isPresent();
  }

  Optional<Operation> operation(long number) {
    return operations.get(number);
  }

  List<Instance> instancesOf(DeploymentId deployment) {
    return State.instancesOf(instances.latest(), deployment);
  }

  List<InstanceId> residents(NodeId node) {
    return index.rooms().residents(node);
  }

  void put(Counters newCounters) {
    counters = newCounters;
  }

  /// How often a device has failed; nothing so far if it is new.
  Wear wear(String device, Instant at) {
    return listing.wear().get(device).orElseGet(() -> Wear.fresh(device, at));
  }

  void put(Wear wear) {
    listing = listing.with(wear);
  }

  /// Nothing is listed any more, and every node is where it says itself.
  void list(Listing newListing) {
    List<NodeId> listed = listing.locations().keys();
    listing = newListing;
    listed.forEach(id -> nodes.get(id).ifPresent(node -> put(node.at(Optional.empty()))));
  }

  /// Some nodes have their place.
  void list(Listing newListing, List<Location> locations) {
    listing = newListing;
    for (Location location : locations) {
      nodes.get(location.node()).ifPresent(node -> put(node.at(Optional.of(location))));
    }
    counters = counters.withMoreRoom();
  }

  void put(Upkeep newUpkeep) {
    upkeep = newUpkeep;
  }

  void put(Keepers newKeepers) {
    keepers = newKeepers;
  }

  void put(Node node) {
    nodes.put(node.id(), node);
    index.put(node);
  }

  /// Puts a node on which nothing of ours can run any more.
  void putEmpty(Node node) {
    nodes.put(node.id(), node);
    index.renew(node);
  }

  /// A lost node that will not come back. What is known of its failures goes with it: the next
  /// machine of this name is another one.
  void remove(Node node) {
    nodes.remove(node.id());
    index.remove(node);
    listing = listing.withoutWear(node.id().value());
  }

  void put(Service service) {
    services.put(service.name(), service);
    routingMoved = true;
    watchDoors(service.name());
  }

  void put(Deployment deployment) {
    Optional<Deployment> old = deployments.get(deployment.id());
    deployments.put(deployment.id(), deployment);
    boolean same = old.filter(was -> was.wantsTheSameAs(deployment)).isPresent();
    if (!same) {
      old.ifPresent(was -> reindex(was, deployment));
    }
    index.put(old, deployment);
    if (same) {
      return;
    }
    if (!old.map(Doors::of).orElse(List.of()).equals(Doors.of(deployment))) {
      routingMoved = true;
      watchDoors(deployment.service());
    }
  }

  void put(Instance instance) {
    replace(instances.get(instance.id()), instance);
  }

  /// Looks an instance up once, however large the table.
  void change(InstanceId id, UnaryOperator<Instance> change) {
    Instance was = instance(id);
    replace(Optional.of(was), change.apply(was));
  }

  private void replace(Optional<Instance> old, Instance instance) {
    Deployment deployment = deployment(instance.id().deployment());
    int failuresMax = settings.failuresBeforeMove();
    instances.put(instance.id(), instance);
    old.ifPresentOrElse(
        was -> index.replace(was, instance, deployment, failuresMax),
        () -> index.add(instance, deployment, failuresMax));
    note(deployment, old, Optional.of(instance));
  }

  void put(Operation operation) {
    boolean waited = operations.get(operation.number()).filter(Operation::awaitsNodes).isPresent();
    operations.put(operation.number(), operation);
    counters = counters.withOperation(operation.number());
    index.put(operation);
    if (waited != operation.awaitsNodes()) {
      operation.subject().deployment().ifPresent(id -> await(id, operation.awaitsNodes()));
    }
    forgetOldOperation();
  }

  private void await(DeploymentId deployment, boolean begins) {
    if (begins) {
      index.await(deployment, instancesOf(deployment));
    } else {
      index.awaitNoMore(deployment);
    }
  }

  void remove(Instance instance) {
    Deployment deployment = deployment(instance.id().deployment());
    index.remove(instance, deployment, settings.failuresBeforeMove());
    instances.remove(instance.id());
    note(deployment, Optional.of(instance), Optional.empty());
    put(deployment.withAttemptsBefore(instance.attempt()));
  }

  void remove(Deployment deployment) {
    deployments.remove(deployment.id());
    index.remove(deployment);
    services.get(deployment.service()).ifPresent(service -> leave(service, deployment.id()));
  }

  void open(Door door, PublicPort port) {
    doors.get(door).ifPresent(index::close);
    doors.put(door, port);
    index.open(door, port);
    routingMoved = true;
    watchDoors(door.service());
  }

  void take(PublicPort port, String owner) {
    takenPorts.put(port, owner);
    index.behind(port).ifPresent(door -> watchDoors(door.service()));
  }

  void follow(BalancerId balancer, Generation routing) {
    index.follow(balancers.get(balancer), routing);
    balancers.put(balancer, routing);
  }

  void noteGoal(NodeId node) {
    goalMoved.add(node);
  }

  /// Notes whose goal a change of one instance touches.
  private void note(Deployment deployment, Optional<Instance> old, Optional<Instance> now) {
    Optional<Residence> left = old.flatMap(Instance::residence);
    Optional<Residence> home = now.flatMap(Instance::residence);
    if (!old.flatMap(Instance::wish).equals(now.flatMap(Instance::wish))) {
      left.ifPresent(residence -> goalMoved.add(residence.node()));
      home.filter(_ -> !knowsByTopology()).ifPresent(residence -> goalMoved.add(residence.node()));
    }
    if (!left.equals(home)) {
      peersMoved.add(deployment.id());
      counters = left.isPresent() ? counters.withMoreRoom() : counters;
    }
    if (!backends(deployment, old).equals(backends(deployment, now))) {
      routingMoved = true;
    }
  }

  /// Whoever comes to a node moves the topology of its deployment, and with it the goals of all
  /// nodes on which that lives: the node itself is not looked for in the large tables. Earlier
  /// programs noted it there too, so the others do until all have the level.
  private boolean knowsByTopology() {
    return keepers.level() >= FabricLevel.THIRD.number();
  }

  private static List<Doors.Behind> backends(Deployment deployment, Optional<Instance> instance) {
    return instance.map(one -> Doors.backends(deployment, one)).orElse(List.of());
  }

  private void reindex(Deployment old, Deployment now) {
    for (Instance instance : instancesOf(now.id())) {
      index.remove(instance, old, settings.failuresBeforeMove());
      index.add(instance, now, settings.failuresBeforeMove());
    }
  }

  private void leave(Service service, DeploymentId deployment) {
    Service left = service.without(deployment);
    if (!left.isEmpty()) {
      put(left);
      return;
    }
    services.remove(service.name());
    routingMoved = true;
    index.doorless(service.name(), false);
    doorsOf(service)
        .forEach(door -> {
          doors.get(door).ifPresent(index::close);
          doors.remove(door);
        });
  }

  private List<Door> doorsOf(Service service) {
    List<Door> found = new ArrayList<>();
    doors
        .latest()
        .scan(
            new Door(service.name(), Slot.PRODUCTION, ""),
            (door, _) -> door.service().equals(service.name()) && found.add(door));
    return found;
  }

  private void watchDoors(ServiceName name) {
    index.doorless(
        name, services.get(name).filter(service -> !missing(service).isEmpty()).isPresent());
  }

  private List<Door> missing(Service service) {
    return Doors.missing(service, deployments.latest(), doors.latest(), takenPorts.latest())
        .stream()
        .map(Doors.Missing::door)
        .toList();
  }

  private void forgetOldOperation() {
    if (operations.latest().size() > State.OPERATIONS_MAX) {
      index.firstEndedOperation().flatMap(operations::get).ifPresent(this::forget);
    }
  }

  private void forget(Operation operation) {
    operations.remove(operation.number());
    index.forget(operation);
  }

  /// What it has come to, for good.
  State state() {
    State state = seen();
    pen.lift();
    return state;
  }

  /// What it has come to so far, in pages that the next event may change.
  State seen() {
    return new State(
        settings,
        counters,
        nodes.latest(),
        services.latest(),
        deployments.latest(),
        instances.latest(),
        operations.latest(),
        doors.latest(),
        takenPorts.latest(),
        balancers.latest(),
        listing,
        upkeep,
        keepers,
        index.finished());
  }
}
