package weftline.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import weftline.core.Event.Placement;
import weftline.core.Room.Spot;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.ServicePolicy;
import weftline.model.ServicePolicy.Relation;

/// What a placement builds upon: the rooms that are left and where the siblings are. Grows as homes
/// are taken.
final class Ground {
  private final State state;
  private final Deployment deployment;
  private final Siblings siblings = new Siblings();
  private final Map<String, Area> chosen = new HashMap<>();
  private final Map<String, ServicePolicy> policies = new HashMap<>();
  private final Map<String, Trail> trails = new HashMap<>();
  private final Rooms before;
  private final Map<NodeId, Tenancy> changed = new HashMap<>();
  private final Map<NodeClass, TreeSet<Room>> moved = new HashMap<>();
  private final Map<NodeId, Optional<Room>> leaps = new HashMap<>();

  Ground(State state, Deployment deployment) {
    this.state = state;
    this.deployment = deployment;
    this.before = state.indexes().rooms();
    for (Instance sibling : state.instancesOf(deployment.id())) {
      sibling.residence().ifPresent(home -> settle(sibling.id(), home.node()));
    }
  }

  Deployment deployment() {
    return deployment;
  }

  /// Who lives on a node, those that were placed there included.
  Optional<Tenancy> on(NodeId node) {
    Tenancy now = changed.get(node);
    return now == null ? before.on(node) : Optional.of(now);
  }

  int nodes() {
    return before.tenancies().size();
  }

  /// Visits all nodes in order, for as long as the visitor says so.
  void visit(Predicate<Tenancy> visitor) {
    before
        .tenancies()
        .scan(Room.FIRST, (id, tenancy) -> visitor.test(changed.getOrDefault(id, tenancy)));
  }

  /// The open nodes, class by class.
  void visitShelves(BiConsumer<NodeClass, Shelf> visitor) {
    before.shelves().forEach((kind, rooms) -> visitor.accept(kind, shelf(kind, rooms)));
  }

  /// The open nodes of one class.
  Optional<Shelf> shelf(NodeClass kind) {
    return before.shelves().get(kind).map(rooms -> shelf(kind, rooms));
  }

  private Shelf shelf(NodeClass kind, PSet<Room> rooms) {
    return new Shelf(rooms, changed, moved.computeIfAbsent(kind, _ -> new TreeSet<>()), leaps);
  }

  Siblings siblings() {
    return siblings;
  }

  Optional<Wear> wear(NodeId node) {
    return state.listing().wearOf(node);
  }

  /// Kept beside the rooms as they were: the event of it changes the large tables once, afterwards.
  void take(Placement placement) {
    Residence home = placement.residence();
    Optional<Tenancy> was = on(home.node());
    if (was.isPresent()) {
      Tenancy now = was.get().with(placement.instance(), home);
      changed.put(home.node(), now);
      if (now.isOpen()) {
        TreeSet<Room> others =
            moved.computeIfAbsent(NodeClass.of(now.node()), _ -> new TreeSet<>());
        others.remove(Room.of(was.get()));
        others.add(Room.of(now));
      }
    }
    settle(placement.instance(), home.node());
  }

  /// Where the last one like this went.
  Optional<Trail> trail(Bundle bundle) {
    return Optional.ofNullable(trails.get(bundle.first().roleName()));
  }

  void note(Bundle bundle, Trail trail) {
    trails.put(bundle.first().roleName(), trail);
  }

  /// Says that roles which are near each other go here; see [#area].
  void choose(List<String> roles, Area area) {
    roles.forEach(role -> chosen.put(role, area));
  }

  /// In how many fault domains a role must be when it is first placed.
  int faultDomainsMin(String role) {
    return nearby(Relation.RACK, role).isEmpty()
        ? Math.min(state.settings().faultDomainsMin(), deployment.instances(role))
        : 1;
  }

  /// Whether so far one of the roles stands in fewer fault domains than it must.
  boolean isCrowded(Bundle bundle) {
    for (Need need : bundle.needs()) {
      if (siblings.spread(need.roleName()).width() < faultDomainsMin(need.roleName())) {
        return true;
      }
    }
    return false;
  }

  /// Where a role must be, as far as that is settled.
  Optional<Area> area(String role) {
    Optional<Area> settled = area(Relation.RACK, role).or(() -> area(Relation.CONTAINER, role));
    return settled.or(() -> Optional.ofNullable(chosen.get(role)));
  }

  private Optional<Area> area(Relation relation, String role) {
    List<String> roles = nearby(relation, role);
    if (roles.isEmpty()) {
      return Optional.empty();
    }
    return siblings.spot(roles).map(spot -> Area.around(spot, relation == Relation.RACK));
  }

  /// The roles that must be near each other, this one among them; none if it need not be near.
  List<String> nearby(Relation relation, String role) {
    return policy(role).near(relation, role);
  }

  /// The node on which those are that an instance must be together with.
  Optional<NodeId> anchor(Bundle bundle) {
    InstanceId id = bundle.first().id();
    List<String> mates = policy(id.role()).others(Relation.TOGETHER, id.role());
    if (mates.isEmpty()) {
      return Optional.empty();
    }
    Set<InstanceId> own = bundle.needs().stream().map(Need::id).collect(Collectors.toSet());
    return mates.stream()
        .map(role -> new InstanceId(id.deployment(), role, id.index()))
        .filter(mate -> !own.contains(mate))
        .flatMap(mate -> siblings.home(mate).stream())
        .findFirst();
  }

  /// The roles that must not share a node with this one.
  List<String> enemies(String role) {
    return policy(role).others(Relation.APART, role);
  }

  private ServicePolicy policy(String role) {
    return policies.computeIfAbsent(role, this::policyOf);
  }

  private ServicePolicy policyOf(String role) {
    return deployment.targets().containsKey(role)
        ? deployment.target(role).policy()
        : deployment.current().policy();
  }

  private void settle(InstanceId instance, NodeId home) {
    on(home)
        .ifPresent(
            tenancy -> siblings.add(instance, deployment.updateDomain(instance), tenancy.node()));
  }

  /// All fault domains that have open nodes, with what was free there at the beginning.
  PMap<Spot, Rooms.Load> spots() {
    return before.spots();
  }
}
