package weftline.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import weftline.core.Event.Placement;
import weftline.core.Instance.Former;
import weftline.core.Room.Spot;
import weftline.model.Capacity;
import weftline.model.NodeId;

/// Looks for the best node for one bundle. Goes through the rooms from the tightest that holds it
/// to the roomiest, leaps over what cannot be better than what it has, and stops when it has found
/// something that nothing could be much better than.
final class Search {
  /// How many rooms of one fault domain that are alike are compared.
  private static final int ALIKE_MAX = 4;

  /// How many candidates are compared once one stands in a fault domain that none could better.
  private static final int IDEAL_MAX = 8;

  /// How many rooms are looked at once there is a candidate at all.
  private static final int LOOKS_MAX = 500;

  private final Ground ground;
  private final Bundle bundle;
  private final boolean spreads;
  private final Optional<Area> area;
  private final Optional<NodeId> stay;
  private final Optional<NodeId> avoid;
  private final Optional<Integer> avoidDomain;
  private final int updateDomain;
  private final Comparator<Integer> domainPreference;
  private final Comparator<Candidate> preference;

  private Optional<Candidate> best = Optional.empty();
  private int looks;
  private int ideals;
  private int alike;

  /// @param spreads whether to spread as far as possible; else only as far as must be, and to pack
  Search(Ground ground, Bundle bundle, boolean spreads) {
    this.ground = ground;
    this.bundle = bundle;
    this.spreads = spreads;
    Optional<Former> former = bundle.former();
    this.area = ground.area(bundle.first().roleName());
    this.stay = former.filter(f -> !f.avoid()).map(f -> f.residence().node());
    this.avoid = former.filter(Former::avoid).map(f -> f.residence().node());
    this.avoidDomain = former.filter(Former::avoid).map(f -> f.residence().faultDomain());
    this.updateDomain = ground.deployment().updateDomain(bundle.first().id());
    this.domainPreference = domainPreference();
    this.preference = preference();
  }

  /// A node that would do, and the homes that the instances would have there.
  private record Candidate(Tenancy tenancy, Capacity left, List<Placement> homes) {
    NodeId node() {
      return tenancy.node().id();
    }

    int faultDomain() {
      return tenancy.node().faultDomain();
    }

    /// How much the rest of the node is out of proportion, in sixteenths: much of one thing and
    /// little of another is room for nobody.
    int imbalance() {
      Capacity all = tenancy.node().description().capacity();
      long cores = 16L * left.milliCores() / Math.max(1, all.milliCores());
      long memory = 16L * left.memoryMegabytes() / Math.max(1, all.memoryMegabytes());
      return (int) Math.abs(cores - memory);
    }
  }

  /// The homes of all instances of the bundle; none if there is no room for them.
  List<Placement> run() {
    stay.flatMap(node -> ground.rooms().on(node)).ifPresent(this::consider);
    Optional<NodeId> anchor = ground.anchor(bundle);
    if (best.isEmpty() && anchor.isPresent()) {
      anchor.flatMap(node -> ground.rooms().on(node)).ifPresent(this::consider);
    } else if (best.isEmpty()) {
      ground
          .rooms()
          .shelves()
          .forEach((kind, shelf) -> {
            if (bundle.suits(kind)) {
              look(shelf);
            }
          });
    }
    return best.map(Candidate::homes).orElse(List.of());
  }

  private void look(PSet<Room> shelf) {
    looks = 0;
    ideals = 0;
    PMap<Room, Boolean> rooms = shelf.members();
    Optional<Room> at = rooms.ceilingKey(Room.atLeast(bundle.capacity()));
    while (at.isPresent() && !isEnough()) {
      Room room = at.get();
      Room next = leap(room);
      at = next.equals(room) ? rooms.higherKey(room) : rooms.ceilingKey(next);
      looks++;
    }
  }

  private boolean isEnough() {
    return ideals >= IDEAL_MAX || (best.isPresent() && looks >= LOOKS_MAX);
  }

  /// Looks at a room, and says from where to go on; from behind this one if that is the answer.
  private Room leap(Room room) {
    Room holding = room.holding(bundle.capacity());
    if (!holding.equals(room)) {
      return holding;
    }
    Spot spot = room.spot();
    if (area.isPresent() && !area.get().holds(spot)) {
      Spot first = area.get().first();
      return spot.compareTo(first) < 0 ? room.in(first) : room.roomier();
    }
    if (best.isPresent()
        && domainPreference.compare(spot.faultDomain(), best.get().faultDomain()) > 0) {
      alike = 0;
      return room.in(spot.next());
    }
    ground.rooms().on(room.node()).ifPresent(this::consider);
    alike = (alike + 1) % ALIKE_MAX;
    return alike == 0 && best.isPresent() ? room.in(spot.next()) : room;
  }

  private void consider(Tenancy tenancy) {
    Verdict verdict = Judge.ofPolicy(ground, bundle, tenancy);
    if (!verdict.fits()) {
      return;
    }
    Capacity left = tenancy.free().minus(bundle.capacity());
    Candidate bare = new Candidate(tenancy, left, List.of());
    if (best.isEmpty() || preference.compare(bare, best.get()) < 0) {
      List<Placement> homes = homes(tenancy);
      if (homes.isEmpty()) {
        return;
      }
      best = Optional.of(new Candidate(tenancy, left, homes));
    }
    ideals += isIdeal(tenancy.node()) ? 1 : 0;
  }

  /// Whether no fault domain could be better than this node's.
  private boolean isIdeal(Node node) {
    int domain = node.faultDomain();
    return !isAvoided(domain)
        && (!spreads || (siblings(domain) <= fewest() && siblingsInBoth(domain) == 0))
        && crowding(domain) == 0
        && ground.siblings().count(node.id()) == 0;
  }

  private List<Placement> homes(Tenancy tenancy) {
    List<Placement> homes = new ArrayList<>();
    Tenancy left = tenancy;
    for (Need need : bundle.needs()) {
      Optional<Residence> former = need.instance().former().map(Former::residence);
      Ports.Assignment ports = Ports.assign(need.role(), left, former);
      if (!ports.obstacles().isEmpty()) {
        return List.of();
      }
      Node node = tenancy.node();
      Residence home =
          new Residence(node.id(), node.faultDomain(), need.capacity(), ports.endpoints());
      homes.add(new Placement(need.id(), home));
      left = left.with(need.id(), home);
    }
    return homes;
  }

  /// Stand in enough fault domains, leave the one where it went wrong, and spread over all of them.
  private Comparator<Integer> domainPreference() {
    Comparator<Integer> enough =
        Comparator.comparingInt(this::crowding).thenComparing(this::isAvoided);
    return spreads
        ? enough
            .thenComparingInt(this::siblings)
            .thenComparingInt(this::siblingsInBoth)
            .thenComparingInt(
                domain -> ground.siblings().spread(bundle.first().roleName()).turn(domain))
        : enough;
  }

  /// Stay where it went well; else leave the node where it did not, take the best fault domain and
  /// a node without siblings, and there the tightest room, so that large gaps stay for large needs.
  private Comparator<Candidate> preference() {
    return Comparator.<Candidate, Boolean>comparing(c -> !isAt(stay, c))
        .thenComparing(c -> isAt(avoid, c))
        .thenComparing(Candidate::faultDomain, domainPreference)
        .thenComparingInt(c -> ground.siblings().count(c.node()))
        .thenComparing(c -> !ground.siblings().use(NodeClass.of(c.tenancy().node()).hardware()))
        .thenComparingInt(c -> c.left().milliCores())
        .thenComparingInt(Candidate::imbalance)
        .thenComparingInt(c -> c.left().memoryMegabytes())
        .thenComparingInt(c -> ground.wear(c.node()).map(Wear::grade).orElse(0))
        .thenComparing(Candidate::node);
  }

  private static boolean isAt(Optional<NodeId> place, Candidate candidate) {
    return place.filter(candidate.node()::equals).isPresent();
  }

  private boolean isAvoided(int domain) {
    return avoidDomain.filter(avoided -> avoided == domain).isPresent();
  }

  /// How many roles would miss a fault domain that they must have.
  private int crowding(int domain) {
    int crowding = 0;
    for (Need need : bundle.needs()) {
      Spread spread = ground.siblings().spread(need.roleName());
      if (spread.has(domain) && spread.width() < ground.faultDomainsMin(need.roleName())) {
        crowding++;
      }
    }
    return crowding;
  }

  private int siblings(int domain) {
    int siblings = 0;
    for (Need need : bundle.needs()) {
      siblings += ground.siblings().spread(need.roleName()).siblings(domain);
    }
    return siblings;
  }

  private int siblingsInBoth(int domain) {
    int siblings = 0;
    for (Need need : bundle.needs()) {
      siblings += ground.siblings().spread(need.roleName()).siblings(domain, updateDomain);
    }
    return siblings;
  }

  private int fewest() {
    int fewest = 0;
    for (Need need : bundle.needs()) {
      fewest += ground.siblings().spread(need.roleName()).fewest(ground.spots());
    }
    return fewest;
  }
}
