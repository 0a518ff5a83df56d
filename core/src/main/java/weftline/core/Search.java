package weftline.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
  private static final int ALIKE_MAX = 2;

  /// How many more rooms are looked at once there is a candidate whose fault domain none could
  /// better.
  private static final int LOOKS_IDEAL_MAX = 4;

  /// How many rooms are looked at once there is a candidate at all.
  private static final int LOOKS_MAX = 500;

  /// Stay where it went well; else leave the node where it did not, take the best fault domain and
  /// a node without siblings, and there the tightest room, so that large gaps stay for large needs.
  private static final Comparator<Candidate> PREFERENCE =
      Comparator.<Candidate, Boolean>comparing(c -> !c.isAt(c.search().stay))
          .thenComparing(c -> c.isAt(c.search().avoid))
          .thenComparing(Candidate::compareDomain)
          .thenComparingInt(Candidate::siblings)
          .thenComparing(Candidate::isOfOtherModel)
          .thenComparingInt(c -> c.left().milliCores())
          .thenComparingInt(Candidate::imbalance)
          .thenComparingInt(c -> c.left().memoryMegabytes())
          .thenComparingInt(Candidate::wear)
          .thenComparing(Candidate::node);

  private final Ground ground;
  private final Bundle bundle;
  private final boolean spreads;
  private final Set<NodeId> banned;
  private final Terms terms;
  private final Optional<NodeId> stay;
  private final Optional<NodeId> avoid;
  private final Standing standing;

  private Optional<Candidate> best = Optional.empty();
  private int looksIdealMax = LOOKS_IDEAL_MAX;
  private int looks;
  private int looksSinceIdeal;
  private boolean hasIdeal;
  private int alike;

  /// @param spreads whether to spread as far as possible; else only as far as must be, and to pack
  /// @param banned nodes that were tried and led nowhere
  Search(Ground ground, Bundle bundle, boolean spreads, Set<NodeId> banned) {
    this.banned = banned;
    this.ground = ground;
    this.bundle = bundle;
    this.spreads = spreads;
    Optional<Former> former = bundle.former();
    this.terms = Terms.of(ground, bundle);
    this.stay = former.filter(f -> !f.avoid()).map(f -> f.residence().node());
    this.avoid = former.filter(Former::avoid).map(f -> f.residence().node());
    this.standing = new Standing(ground, bundle);
  }

  /// A node that would do, and the homes that the instances would have there.
  private record Candidate(Search search, Tenancy tenancy, Capacity left, List<Placement> homes) {
    NodeId node() {
      return tenancy.node().id();
    }

    int faultDomain() {
      return tenancy.node().faultDomain();
    }

    boolean isAt(Optional<NodeId> place) {
      return place.isPresent() && place.get().equals(node());
    }

    int siblings() {
      return search.ground.siblings().count(node());
    }

    /// Whether none of them is on a machine like this one.
    boolean isOfOtherModel() {
      return !search.ground.siblings().use(NodeClass.of(tenancy.node()).hardware());
    }

    int wear() {
      return search.ground.wear(node()).map(Wear::grade).orElse(0);
    }

    /// Which of two fault domains is the better one.
    int compareDomain(Candidate other) {
      return search.standing.compare(faultDomain(), other.faultDomain(), search.spreads);
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
    stay.flatMap(node -> ground.on(node)).ifPresent(this::consider);
    Optional<NodeId> anchor = terms.anchor();
    if (best.isEmpty() && anchor.isPresent()) {
      anchor.flatMap(node -> ground.on(node)).ifPresent(this::consider);
    } else if (best.isEmpty()) {
      Optional<Trail> trail = ground.trail(bundle).filter(_ -> spreads);
      trail.ifPresent(this::follow);
      ground.visitShelves((kind, shelf) -> {
        boolean followed = hasIdeal && trail.filter(t -> t.kind().equals(kind)).isPresent();
        if (bundle.suits(kind) && !followed) {
          look(shelf, Room.atLeast(bundle.capacity()), _ -> true);
        }
      });
    }
    best.filter(_ -> hasIdeal).ifPresent(found -> ground.note(bundle, Trail.to(found.tenancy())));
    return best.map(Candidate::homes).orElse(List.of());
  }

  /// Rooms as tight as that of the last sibling, in the fault domains behind it.
  private void follow(Trail trail) {
    Room last = trail.room();
    ground
        .shelf(trail.kind())
        .ifPresent(shelf -> {
          looksIdealMax = ALIKE_MAX - 1; // those behind are further round
          look(shelf, last.in(last.spot().next()), last::isAsLargeAs);
          looksIdealMax = LOOKS_IDEAL_MAX;
        });
  }

  private void look(Shelf rooms, Room from, Predicate<Room> goesOn) {
    looks = 0;
    looksSinceIdeal = 0;
    alike = 0;
    Optional<Room> at = rooms.ceiling(from);
    while (at.filter(goesOn).isPresent() && !isEnough()) {
      Room room = at.get();
      Room next = leap(room);
      looks++;
      looksSinceIdeal += hasIdeal ? 1 : 0;
      if (!isEnough()) {
        at = next.equals(room) ? rooms.higher(room) : rooms.ceiling(next);
      }
    }
  }

  private boolean isEnough() {
    return looksSinceIdeal >= looksIdealMax || (best.isPresent() && looks >= LOOKS_MAX);
  }

  /// Looks at a room, and says from where to go on; from behind this one if that is the answer.
  private Room leap(Room room) {
    Room holding = room.holding(bundle.capacity());
    if (!holding.equals(room)) {
      return holding;
    }
    Spot spot = room.spot();
    if (terms.area().isPresent() && !terms.area().get().holds(spot)) {
      Spot first = terms.area().get().first();
      return spot.compareTo(first) < 0 ? room.in(first) : room.roomier();
    }
    if (best.isPresent()
        && standing.compare(room.faultDomain(), best.get().faultDomain(), spreads) > 0) {
      alike = 0;
      return room.in(spot.next());
    }
    if (!consider(ground.on(room.node()).orElseThrow())) {
      return room;
    }
    alike = (alike + 1) % ALIKE_MAX;
    return alike == 0 && best.isPresent() ? room.in(spot.next()) : room;
  }

  /// Whether the node would do.
  private boolean consider(Tenancy tenancy) {
    Verdict verdict = Judge.ofPolicy(ground, terms, tenancy);
    if (!verdict.fits() || banned.contains(tenancy.node().id())) {
      return false;
    }
    Capacity left = tenancy.free().minus(bundle.capacity());
    Candidate bare = new Candidate(this, tenancy, left, List.of());
    if (best.isEmpty() || PREFERENCE.compare(bare, best.get()) < 0) {
      List<Placement> homes = homes(tenancy);
      if (homes.isEmpty()) {
        return false;
      }
      best = Optional.of(new Candidate(this, tenancy, left, homes));
    }
    hasIdeal |=
        standing.isIdeal(tenancy.node().faultDomain(), spreads)
            && ground.siblings().count(tenancy.node().id()) == 0;
    return true;
  }

  private List<Placement> homes(Tenancy tenancy) {
    List<Placement> homes = new ArrayList<>();
    Tenancy left = tenancy;
    for (Need need : bundle.needs()) {
      Optional<Residence> former = need.instance().former().map(Former::residence);
      Ports.Assignment ports = Ports.assign(need.demand().wishes(), left, former);
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
}
