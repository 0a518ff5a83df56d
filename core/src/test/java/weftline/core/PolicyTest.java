package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import weftline.model.DeploymentId;
import weftline.model.Location;
import weftline.model.NodeId;
import weftline.model.ServiceModel;
import weftline.model.ServicePolicy;
import weftline.model.ServicePolicy.Relation;
import weftline.model.ServicePolicy.RoleGroup;
import weftline.model.ServicePolicy.RolePolicy;

/// The wishes of a `weftline.xml` bind: by example, and in many small worlds against a reference
/// that tries everything.
class PolicyTest {
  private static final DeploymentId SHOP = new DeploymentId("shop-1");
  private static final int WORLDS = 400;

  @Test
  void onlyNodesWithTheFeatureAreTaken() {
    State fabric = fabric(node("a", 0, "gen4"), node("b", 1, "gen5", "ssd"), node("c", 2, "gen5"));
    ServicePolicy policy = wants("web", "linux", "ssd");

    assertThat(homes(deploy(fabric, policy, "web=1"))).containsExactly("web_IN_0 b");
    assertThat(reasons(deploy(fabric, wants("web", "linux", "gpu"), "web=1")))
        .allMatch(reason -> reason.contains("the node has no gpu"));
    assertThat(reasons(deploy(fabric, wants("web", "windows"), "web=1")))
        .allMatch(reason -> reason.contains("the role needs windows"));
  }

  @Test
  void aNodeTakesSoManyOfARoleAndNoMore() {
    State fabric = fabric(node("a", 0, "g"), node("b", 1, "g"), node("c", 2, "g"));
    ServicePolicy one = most("web", 1);

    assertThat(homes(deploy(fabric, one, "web=3")))
        .containsExactly("web_IN_0 a", "web_IN_1 b", "web_IN_2 c");
    assertThat(reasons(deploy(fabric, one, "web=4")))
        .allMatch(reason -> reason.contains("at most 1 of web may be on one node"));
  }

  @Test
  void matesShareANodeAlsoWhenItIsLost() {
    State fabric = fabric(node("a", 0, "g"), node("b", 1, "g"), node("c", 2, "g"));
    ServicePolicy together = group(Relation.TOGETHER, "cache", "web");
    State placed = deploy(fabric, together, "web=2", "cache=2");

    assertThat(homes(placed))
        .containsExactly("cache_IN_0 a", "cache_IN_1 b", "web_IN_0 a", "web_IN_1 b");
    State evicted =
        placed.apply(new Event.NodeLost(new NodeId("a"), "told so", Optional.of(Instant.EPOCH)));
    State lost = evicted.applyAll(Autopilot.plan(evicted, Instant.EPOCH));
    assertThat(homes(lost))
        .containsExactly("cache_IN_0 c", "cache_IN_1 b", "web_IN_0 c", "web_IN_1 b");
  }

  @Test
  void enemiesShareNone() {
    State fabric = fabric(node("a", 0, "g"), node("b", 1, "g"), node("c", 2, "g"));
    ServicePolicy apart = group(Relation.APART, "batch", "web");

    assertThat(homes(deploy(fabric, apart, "web=2", "batch=1")))
        .containsExactly("batch_IN_0 a", "web_IN_0 b", "web_IN_1 c");
    assertThat(
            reasons(
                deploy(fabric(node("a", 0, "g"), node("b", 1, "g")), apart, "web=2", "batch=1")))
        .anyMatch(reason -> reason.contains("batch is there, which must be apart"));
  }

  @Test
  void aNearServiceStaysInOneContainer() {
    State fabric =
        fabric(in("x", node("a", 0, "g")), in("y", node("b", 1, "g")), in("y", node("c", 2, "g")));
    ServicePolicy near = group(Relation.CONTAINER, "web");

    assertThat(homes(deploy(fabric, near, "web=5")))
        .hasSize(5)
        .allMatch(home -> home.endsWith(" b") || home.endsWith(" c"));
    State two = deploy(fabric, near, "web=2");
    State scaled = Commands.accepted(two, Commands.scale("shop", "web", 9));
    assertThat(scaled.deployment(SHOP).failure().orElseThrow().verdicts())
        .anyMatch(verdict -> verdict.describe().contains("it must be in container y"));
  }

  @Test
  void aRackServiceStaysInOneFaultDomain() {
    State fabric = fabric(node("a", 0, "g"), node("b", 1, "g"), node("c", 1, "g"));
    State placed = deploy(fabric, group(Relation.RACK, "web"), "web=6");

    assertThat(homes(placed)).allMatch(home -> home.endsWith(" b") || home.endsWith(" c"));
  }

  @Test
  void coresOfItsOwnAreWhole() {
    State fabric = fabric(node("a", 0, "g"), node("b", 1, "g"));
    ServicePolicy exclusive =
        new ServicePolicy(
            List.of(new RolePolicy("web", Optional.empty(), List.of(), true, 0)), List.of());

    State placed = deploy(fabric, exclusive, "web=2:ExtraSmall");

    assertThat(placed.free(new NodeId("a")).milliCores()).isEqualTo(3_000);
    assertThat(placed.free(new NodeId("b")).milliCores()).isEqualTo(3_000);
  }

  @Test
  void likeMachinesAndSteadyOnesArePreferred() {
    Instant now = Instant.EPOCH;
    State fabric =
        fabric(
                node("a", 0, "gen5"),
                node("b", 1, "gen4"),
                node("c", 1, "gen5"),
                node("d", 0, "gen5"))
            .apply(new Event.NodeLost(new NodeId("a"), "told so", Optional.of(now)))
            .apply(new Event.NodeJoined(Models.node("a", 0, 4)));

    assertThat(homes(deploy(fabric, ServicePolicy.NONE, "web=2")))
        .as("a has failed, b is of another model")
        .containsExactly("web_IN_0 b", "web_IN_1 d");
  }

  @Test
  void findsAHomeWheneverTheReferenceDoes() {
    int placed = 0;
    int missed = 0;
    for (long seed = 1; seed <= WORLDS; seed++) {
      World world = World.of(new SplittableRandom(seed));
      State state = world.deploy();
      boolean found = state.instancesOf(SHOP).stream().allMatch(i -> i.node().isPresent());
      if (found) {
        world.check(state, seed);
        placed++;
      }
      boolean possible = world.isPossible();
      assertThat(!found || possible).as("seed %d", seed).isTrue();
      missed += possible && !found ? 1 : 0;
    }
    assertThat(placed).isGreaterThan(WORLDS / 5);
    assertThat(missed).as("refused although possible").isZero();
  }

  /// A small fabric, a small service and its wishes.
  private record World(
      List<Integer> cores, int faultDomains, int web, int batch, int max, boolean apart) {

    static World of(SplittableRandom dice) {
      List<Integer> cores = new ArrayList<>();
      for (int nodes = dice.nextInt(1, 5); nodes > 0; nodes--) {
        cores.add(dice.nextInt(0, 4));
      }
      return new World(
          cores,
          dice.nextInt(1, 4),
          dice.nextInt(1, 4),
          dice.nextInt(1, 4),
          dice.nextInt(0, 3),
          dice.nextBoolean());
    }

    State deploy() {
      State state = State.EMPTY;
      for (int i = 0; i < cores.size(); i++) {
        state =
            state.apply(new Event.NodeJoined(Models.node("n" + i, i % faultDomains, cores.get(i))));
      }
      List<RoleGroup> groups =
          apart ? List.of(new RoleGroup(Relation.APART, List.of("web", "batch"))) : List.of();
      ServicePolicy policy =
          new ServicePolicy(
              List.of(new RolePolicy("web", Optional.empty(), List.of(), false, max)), groups);
      return PolicyTest.deploy(state, policy, "web=" + web, "batch=" + batch);
    }

    /// What was placed keeps every promise.
    void check(State state, long seed) {
      Map<NodeId, Map<String, Integer>> counts = new HashMap<>();
      Map<String, Set<Integer>> domains = new TreeMap<>();
      for (Instance instance : state.instancesOf(SHOP)) {
        Residence home = instance.residence().orElseThrow();
        counts
            .computeIfAbsent(home.node(), _ -> new HashMap<>())
            .merge(instance.id().role(), 1, Integer::sum);
        domains.computeIfAbsent(instance.id().role(), _ -> new HashSet<>()).add(home.faultDomain());
      }
      counts.forEach((node, roles) -> {
        int index = Integer.parseInt(node.value().substring(1));
        int webs = roles.getOrDefault("web", 0);
        int batches = roles.getOrDefault("batch", 0);
        assertThat(webs + batches).as("seed %d", seed).isLessThanOrEqualTo(cores.get(index));
        assertThat(max == 0 || webs <= max).as("seed %d", seed).isTrue();
        assertThat(apart && webs > 0 && batches > 0).as("seed %d", seed).isFalse();
      });
      assertThat(domains.getOrDefault("web", Set.of()))
          .hasSizeGreaterThanOrEqualTo(Math.min(2, web));
      assertThat(domains.getOrDefault("batch", Set.of()))
          .hasSizeGreaterThanOrEqualTo(Math.min(2, batch));
    }

    /// Tries every node for every instance.
    boolean isPossible() {
      return tryAll(new int[cores.size()], new int[cores.size()], 0);
    }

    private boolean tryAll(int[] webs, int[] batches, int next) {
      if (next == web + batch) {
        return spans(webs, web) && spans(batches, batch);
      }
      int[] mine = next < web ? webs : batches;
      int[] others = next < web ? batches : webs;
      for (int node = 0; node < cores.size(); node++) {
        boolean full = mine[node] + others[node] >= cores.get(node);
        boolean enough = next < web && max > 0 && mine[node] >= max;
        if (!full && !enough && !(apart && others[node] > 0)) {
          mine[node]++;
          boolean possible = tryAll(webs, batches, next + 1);
          mine[node]--;
          if (possible) {
            return true;
          }
        }
      }
      return false;
    }

    private boolean spans(int[] counts, int instances) {
      Set<Integer> domains = new HashSet<>();
      for (int node = 0; node < counts.length; node++) {
        if (counts[node] > 0) {
          domains.add(node % faultDomains);
        }
      }
      return domains.size() >= Math.min(2, instances);
    }
  }

  private static Location node(String name, int faultDomain, String hardware, String... features) {
    return new Location(
        new NodeId(name), faultDomain, "", "", hardware, "linux", Arrays.asList(features));
  }

  private static Location in(String container, Location location) {
    return new Location(
        location.node(), location.faultDomain(), "", container, "g", "linux", List.of());
  }

  /// Every node has four cores.
  private static State fabric(Location... locations) {
    State state =
        State.EMPTY.apply(new Event.InventoryTaken(List.of(), List.of(), List.of(locations)));
    for (Location location : locations) {
      state = state.apply(new Event.NodeJoined(Models.node(location.node().value(), 9, 4)));
    }
    return state;
  }

  private static State deploy(State state, ServicePolicy policy, String... words) {
    ServiceModel bare = Models.model("shop", words);
    ServiceModel model =
        new ServiceModel(
            bare.definition(), bare.configuration(), bare.image(), Optional.of(policy));
    return Commands.accepted(state, Commands.deploy("shop", model));
  }

  private static ServicePolicy wants(String role, String os, String... features) {
    return new ServicePolicy(
        List.of(new RolePolicy(role, Optional.of(os), Arrays.asList(features), false, 0)),
        List.of());
  }

  private static ServicePolicy most(String role, int max) {
    return new ServicePolicy(
        List.of(new RolePolicy(role, Optional.empty(), List.of(), false, max)), List.of());
  }

  private static ServicePolicy group(Relation relation, String... roles) {
    return new ServicePolicy(List.of(), List.of(new RoleGroup(relation, Arrays.asList(roles))));
  }

  private static List<String> homes(State state) {
    return state.instancesOf(SHOP).stream()
        .map(instance ->
            instance.id().name() + instance.node().map(node -> " " + node).orElse(" nowhere"))
        .toList();
  }

  private static List<String> reasons(State state) {
    return state.deployment(SHOP).failure().orElseThrow().verdicts().stream()
        .map(Verdict::describe)
        .toList();
  }
}
