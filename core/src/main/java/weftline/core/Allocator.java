package weftline.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weftline.core.Event.Placement;
import weftline.model.ServicePolicy.Relation;

/// Finds homes for the instances of one deployment, the biggest first; says for a node why not.
///
/// Promises: no node is ever oversold and no wish of a policy broken; every instance gets a home if
/// all are of one size and room is there; a role spreads over the fault domains that have room,
/// evenly to within one, and its update domains over the fault domains.
final class Allocator {
  /// How many containers, or fault domains, are tried for roles that must be near each other.
  private static final int AREAS_MAX = 16;

  private final State state;
  private final Deployment deployment;
  private final Ground ground;

  Allocator(State state, Deployment deployment) {
    this.state = state;
    this.deployment = deployment;
    this.ground = new Ground(state, deployment);
  }

  /// What became of an attempt to place everything.
  sealed interface Outcome {
    /// Everything has a home.
    record Placed(List<Placement> placements) implements Outcome {}

    /// This is the first that has none, after all before it had theirs.
    record Stuck(Bundle bundle, Ground ground) implements Outcome {}

    /// Everything would have a home, but the role would stand in too few fault domains.
    record Crowded(Bundle bundle, Ground ground) implements Outcome {}
  }

  /// The instances as they go to nodes, the biggest first, for they are the hardest to place.
  List<Bundle> bundles(List<Instance> instances) {
    Map<Mates, List<Need>> together = new LinkedHashMap<>();
    for (Need need : needs(instances)) {
      Mates mates = new Mates(firstOfMates(need), need.id().index());
      together.computeIfAbsent(mates, _ -> new ArrayList<>(1)).add(need);
    }
    List<Bundle> bundles = new ArrayList<>();
    together.values().forEach(needs -> bundles.add(Bundle.of(needs)));
    bundles.sort(
        Comparator.<Bundle>comparingInt(bundle -> -bundle.capacity().milliCores())
            .thenComparingInt(bundle -> -bundle.capacity().memoryMegabytes()));
    return bundles;
  }

  /// Instances that go to one node: those with this number, of a role and those that are together
  /// with it.
  private record Mates(String role, int index) {}

  private List<Need> needs(List<Instance> instances) {
    List<Instance> sorted = new ArrayList<>(instances);
    sorted.sort(Comparator.comparing(Instance::id));
    List<Need> needs = new ArrayList<>(sorted.size());
    Optional<Demand> last = Optional.empty();
    for (Instance instance : sorted) {
      Demand demand =
          last.filter(one -> one.isOf(instance))
              .orElseGet(() -> Need.of(deployment, instance).demand());
      needs.add(new Need(instance, demand));
      last = Optional.of(demand);
    }
    return needs;
  }

  private String firstOfMates(Need need) {
    String first = need.roleName();
    Version version = deployment.version(need.instance().version());
    for (String other : version.policy().others(Relation.TOGETHER, first)) {
      first = other.compareTo(first) < 0 ? other : first;
    }
    return first;
  }

  /// Takes the best home for a bundle; none if there is no room.
  List<Placement> place(Bundle bundle) {
    return place(ground, bundle, true);
  }

  private static List<Placement> place(Ground ground, Bundle bundle, boolean spreads) {
    List<Placement> homes = new Search(ground, bundle, spreads, Set.of()).run();
    homes.forEach(ground::take);
    return homes;
  }

  /// Places all or nothing. What cannot be spread far is packed; what must be near is tried in
  /// several places.
  Outcome placeAll(List<Bundle> bundles) {
    List<Area> areas = areas(bundles);
    if (areas.isEmpty()) {
      Outcome spread = placeAll(bundles, Optional.empty(), true);
      return spread instanceof Outcome.Placed ? spread : pack(bundles).orElse(spread);
    }
    Optional<Outcome> first = Optional.empty();
    for (Area area : areas) {
      Outcome outcome = placeAll(bundles, Optional.of(area), true);
      if (outcome instanceof Outcome.Placed) {
        return outcome;
      }
      first = first.or(() -> Optional.of(outcome));
    }
    return first.orElseThrow();
  }

  /// Only as far apart as must be; then by trying again and again.
  private Optional<Outcome> pack(List<Bundle> bundles) {
    Outcome packed = placeAll(bundles, Optional.empty(), false);
    return packed instanceof Outcome.Placed
        ? Optional.of(packed)
        : new Backtrack(() -> new Ground(state, deployment), bundles)
            .run()
            .map(Outcome.Placed::new);
  }

  private Outcome placeAll(List<Bundle> bundles, Optional<Area> area, boolean spreads) {
    Ground fresh = new Ground(state, deployment);
    area.ifPresent(
        where -> bundles.forEach(bundle -> fresh.choose(nearby(bundle.first().roleName()), where)));
    List<Placement> placements = new ArrayList<>();
    for (Bundle bundle : bundles) {
      List<Placement> homes = place(fresh, bundle, spreads);
      if (homes.isEmpty()) {
        return new Outcome.Stuck(bundle, fresh);
      }
      placements.addAll(homes);
    }
    return bundles.stream()
        .filter(fresh::isCrowded)
        .findFirst()
        .<Outcome>map(bundle -> new Outcome.Crowded(bundle, fresh))
        .orElseGet(() -> new Outcome.Placed(placements));
  }

  /// Where those could go that must be near each other and are nowhere yet: what just holds them
  /// first.
  private List<Area> areas(List<Bundle> bundles) {
    List<Bundle> near = new ArrayList<>();
    for (Bundle bundle : bundles) {
      String role = bundle.first().roleName();
      if (!nearby(role).isEmpty() && ground.area(role).isEmpty()) {
        near.add(bundle);
      }
    }
    if (near.isEmpty()) {
      return List.of();
    }
    boolean rack =
        near.stream()
            .anyMatch(bundle -> !ground.nearby(Relation.RACK, bundle.first().roleName()).isEmpty());
    long cores = near.stream().mapToLong(bundle -> bundle.capacity().milliCores()).sum();
    Map<Area, Long> free = new LinkedHashMap<>();
    ground
        .spots()
        .forEach((spot, load) -> free.merge(Area.around(spot, rack), load.milliCores(), Long::sum));
    List<Area> holding =
        free.entrySet().stream()
            .filter(each -> each.getValue() >= cores)
            .sorted(Map.Entry.comparingByValue())
            .limit(AREAS_MAX)
            .map(Map.Entry::getKey)
            .toList();
    return holding.isEmpty() ? free.keySet().stream().limit(1).toList() : holding;
  }

  private List<String> nearby(String role) {
    List<String> rack = ground.nearby(Relation.RACK, role);
    return rack.isEmpty() ? ground.nearby(Relation.CONTAINER, role) : rack;
  }

  /// Why an instance is not on each of so many nodes, as things are.
  List<Verdict> judge(Instance instance, int max) {
    return judge(ground, Bundle.of(List.of(Need.of(deployment, instance))), max);
  }

  /// The same for all nodes, added up. Of what is to be placed with others, as it is after those
  /// before it have their homes.
  ///
  /// @param homeless all that has no home yet
  List<Crowd> crowds(Instance instance, List<Instance> homeless) {
    return switch (placeAll(bundles(homeless))) {
      case Outcome.Placed _ -> Crowd.all(ground, Bundle.of(List.of(Need.of(deployment, instance))));
      case Outcome.Stuck(var bundle, var left) -> Crowd.all(left, bundle);
      case Outcome.Crowded(var bundle, var left) -> Crowd.all(left, bundle);
    };
  }

  static List<Verdict> judge(Ground ground, Bundle bundle, int max) {
    Terms terms = Terms.of(ground, bundle);
    List<Verdict> verdicts = new ArrayList<>();
    ground.visit(
        tenancy -> verdicts.add(Judge.of(ground, terms, tenancy)) && verdicts.size() < max);
    return verdicts;
  }
}
