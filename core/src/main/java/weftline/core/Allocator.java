package weftline.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import weftline.core.Event.Placement;
import weftline.core.Verdict.Obstacle;
import weftline.core.Verdict.Resource;
import weftline.model.Capacity;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.RoleDefinition;
import weftline.model.VmSize;

/// Finds homes for the instances of one deployment, the biggest first; says for a node why not.
///
/// Promises: no node is ever oversold; every instance gets a home if all are of one size and room
/// is there; a role spreads over the fault domains that have room, evenly to within one, and its
/// update domains over the fault domains.
final class Allocator {
  /// How many fault domains and, in each, how many nodes are compared for one instance: bounds the
  /// work, whatever the size of the fabric.
  private static final int DOMAINS_MAX = 16;

  private static final int CANDIDATES_MAX = 4;

  private final Deployment deployment;
  private final int faultDomainsMin;
  private final Map<String, Spread> spreads = new HashMap<>();
  private final Map<NodeId, Integer> onNode = new HashMap<>();
  private Rooms rooms;

  Allocator(State state, Deployment deployment) {
    this.deployment = deployment;
    this.faultDomainsMin = state.settings().faultDomainsMin();
    this.rooms = state.indexes().rooms();
    for (Instance sibling : state.instancesOf(deployment.id())) {
      sibling.residence().ifPresent(home -> settle(sibling.id(), home));
    }
  }

  /// Where the instances of one role are.
  private static final class Spread {
    final Map<Integer, Integer> byFaultDomain = new HashMap<>();
    final Map<List<Integer>, Integer> byBothDomains = new HashMap<>();

    Optional<Integer> last = Optional.empty();

    void add(int faultDomain, int updateDomain) {
      last = Optional.of(faultDomain);
      byFaultDomain.merge(faultDomain, 1, Integer::sum);
      byBothDomains.merge(List.of(faultDomain, updateDomain), 1, Integer::sum);
    }

    int siblings(int faultDomain) {
      return byFaultDomain.getOrDefault(faultDomain, 0);
    }

    int siblings(int faultDomain, int updateDomain) {
      return byBothDomains.getOrDefault(List.of(faultDomain, updateDomain), 0);
    }

    /// How far a fault domain is from the one chosen last, going round.
    int turn(int faultDomain) {
      return last.map(before ->
              faultDomain > before ? faultDomain - before : Integer.MAX_VALUE / 2 + faultDomain)
          .orElse(0);
    }
  }

  /// A node that would do, and the ports the instance would have there.
  private record Candidate(Tenancy tenancy, Residence residence) {
    NodeId node() {
      return residence.node();
    }

    int faultDomain() {
      return residence.faultDomain();
    }
  }

  /// The biggest instances first, for they are the hardest to place.
  List<Instance> inOrder(List<Instance> instances) {
    return instances.stream()
        .sorted(
            Comparator.<Instance>comparingInt(i -> -need(role(i)).milliCores())
                .thenComparingInt(i -> -need(role(i)).memoryMegabytes())
                .thenComparing(Instance::id))
        .toList();
  }

  /// Takes the best home for an instance, if there is one.
  Optional<Placement> place(Instance instance) {
    Optional<Candidate> best = candidates(instance).stream().min(preference(instance));
    best.ifPresent(candidate -> settle(instance.id(), candidate.residence()));
    best.ifPresent(candidate -> rooms = rooms.with(instance.id(), candidate.residence()));
    return best.map(candidate -> new Placement(instance.id(), candidate.residence()));
  }

  /// Whether so far the role stands in as many fault domains as it must.
  boolean spansEnough(String role) {
    int instances = deployment.instances(role);
    Spread spread = spreads.getOrDefault(role, new Spread());
    return spread.byFaultDomain.size() >= Math.min(faultDomainsMin, instances);
  }

  /// Everything that keeps an instance off a node.
  Verdict judge(Instance instance, Tenancy tenancy) {
    RoleDefinition role = role(instance);
    List<Obstacle> obstacles = new ArrayList<>();
    Node node = tenancy.node();
    if (!node.isUp()) {
      obstacles.add(new Obstacle.Lost());
    }
    if (node.drained()) {
      obstacles.add(new Obstacle.Drained());
    }
    shortages(need(role), tenancy.free()).forEach(obstacles::add);
    obstacles.addAll(Ports.assign(role, tenancy, Optional.empty()).obstacles());
    return new Verdict(node.id(), node.faultDomain(), obstacles);
  }

  List<Verdict> judge(Instance instance, int max) {
    List<Verdict> verdicts = new ArrayList<>();
    rooms
        .tenancies()
        .scan(
            Rooms.FIRST,
            (node, tenancy) -> verdicts.add(judge(instance, tenancy)) && verdicts.size() < max);
    return verdicts;
  }

  static Capacity need(RoleDefinition role) {
    return VmSize.of(role.vmSize())
        .map(VmSize::capacity)
        .orElseThrow(() -> new IllegalStateException("unknown size " + role.vmSize()));
  }

  private void settle(InstanceId instance, Residence home) {
    spreads
        .computeIfAbsent(instance.role(), _ -> new Spread())
        .add(home.faultDomain(), deployment.updateDomain(instance));
    onNode.merge(home.node(), 1, Integer::sum);
  }

  private RoleDefinition role(Instance instance) {
    return deployment.version(instance.version()).role(instance.id().role());
  }

  /// Where it was, and the emptiest nodes of the fault domains that have room, beginning after the
  /// one it should avoid, or after those its siblings are in.
  private List<Candidate> candidates(Instance instance) {
    RoleDefinition role = role(instance);
    List<Candidate> found = new ArrayList<>();
    instance
        .former()
        .flatMap(former -> rooms.on(former.residence().node()))
        .filter(tenancy -> tenancy.node().isOpen() && tenancy.free().holds(need(role)))
        .flatMap(tenancy -> candidate(instance, role, tenancy))
        .ifPresent(found::add);
    Set<Integer> domains = new TreeSet<>();
    int start = firstDomain(instance);
    rooms.faultDomains().scan(start, (domain, _) -> look(instance, role, domain, domains, found));
    rooms
        .faultDomains()
        .scan(
            Integer.MIN_VALUE,
            (domain, _) -> domain < start && look(instance, role, domain, domains, found));
    return found;
  }

  private boolean look(
      Instance instance,
      RoleDefinition role,
      int domain,
      Set<Integer> domains,
      List<Candidate> found) {
    List<Candidate> roomiest =
        rooms.roomiest(
            domain, need(role), CANDIDATES_MAX, tenancy -> candidate(instance, role, tenancy));
    found.addAll(roomiest);
    if (!roomiest.isEmpty()) {
      domains.add(domain);
    }
    return domains.size() < DOMAINS_MAX;
  }

  private int firstDomain(Instance instance) {
    return instance
        .former()
        .map(former -> former.residence().faultDomain() + 1)
        .orElseGet(() -> instance.id().index() % Math.max(1, rooms.faultDomains().size()));
  }

  private static Optional<Candidate> candidate(
      Instance instance, RoleDefinition role, Tenancy tenancy) {
    Optional<Residence> former = instance.former().map(Instance.Former::residence);
    Ports.Assignment ports = Ports.assign(role, tenancy, former);
    if (!ports.obstacles().isEmpty()) {
      return Optional.empty();
    }
    Node node = tenancy.node();
    return Optional.of(
        new Candidate(
            tenancy, new Residence(node.id(), node.faultDomain(), need(role), ports.endpoints())));
  }

  /// Stay where it went well; else leave the node and the fault domain where it did not, stand in
  /// enough fault domains, spread over all of them in turn, and take the emptiest node.
  private Comparator<Candidate> preference(Instance instance) {
    Optional<Residence> stay =
        instance.former().filter(f -> !f.avoid()).map(Instance.Former::residence);
    Optional<Residence> avoid =
        instance.former().filter(Instance.Former::avoid).map(Instance.Former::residence);
    Spread spread = spreads.getOrDefault(instance.id().role(), new Spread());
    int updateDomain = deployment.updateDomain(instance.id());
    return Comparator.<Candidate, Boolean>comparing(c -> !isAt(stay, c))
        .thenComparing(c -> isAt(avoid, c))
        .thenComparing(c -> crowds(spread, c))
        .thenComparing(c -> avoid.filter(r -> r.faultDomain() == c.faultDomain()).isPresent())
        .thenComparingInt(c -> spread.siblings(c.faultDomain()))
        .thenComparingInt(c -> spread.siblings(c.faultDomain(), updateDomain))
        .thenComparingInt(c -> spread.turn(c.faultDomain()))
        .thenComparingInt(c -> onNode.getOrDefault(c.node(), 0))
        .thenComparingInt(c -> -c.tenancy().free().milliCores())
        .thenComparing(Candidate::node);
  }

  private static boolean isAt(Optional<Residence> place, Candidate candidate) {
    return place.filter(residence -> residence.node().equals(candidate.node())).isPresent();
  }

  private boolean crowds(Spread spread, Candidate candidate) {
    return spread.byFaultDomain.size() < faultDomainsMin
        && spread.byFaultDomain.containsKey(candidate.faultDomain());
  }

  private static List<Obstacle> shortages(Capacity need, Capacity free) {
    List<Obstacle> shortages = new ArrayList<>();
    if (free.milliCores() < need.milliCores()) {
      shortages.add(new Obstacle.TooLittle(Resource.CORES, need.milliCores(), free.milliCores()));
    }
    if (free.memoryMegabytes() < need.memoryMegabytes()) {
      shortages.add(
          new Obstacle.TooLittle(Resource.MEMORY, need.memoryMegabytes(), free.memoryMegabytes()));
    }
    if (free.diskMegabytes() < need.diskMegabytes()) {
      shortages.add(
          new Obstacle.TooLittle(Resource.DISK, need.diskMegabytes(), free.diskMegabytes()));
    }
    return shortages;
  }
}
