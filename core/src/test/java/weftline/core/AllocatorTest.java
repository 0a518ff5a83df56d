package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weftline.model.Capacity;
import weftline.model.DeploymentId;
import weftline.model.NodeId;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Placement in many small worlds, one for each seed, against an oracle that tries every way there
/// is.
class AllocatorTest {
  private static final DeploymentId SHOP = new DeploymentId("shop-1");

  @Test
  void findsAHomeWheneverThereIsOne() {
    inWorlds(300, AllocatorTest::findsAHome);
  }

  private static void findsAHome(RandomGenerator dice) {
    List<Integer> cores = cores(dice, between(dice, 1, 5), 0, 3);
    int faultDomains = between(dice, 1, 3);
    int instances = between(dice, 1, 6);
    boolean medium = dice.nextBoolean();
    State state = deploy(cores, faultDomains, instances, medium ? ":Medium" : "", 5);
    List<Integer> slots = cores.stream().map(each -> medium ? each / 2 : each).toList();

    assertThat(isPlaced(state)).isEqualTo(oracle(slots, faultDomains, instances));
  }

  @Test
  void spreadsEvenlyOverTheFaultDomainsThatHaveRoom() {
    inWorlds(300, AllocatorTest::spreadsEvenly);
  }

  private static void spreadsEvenly(RandomGenerator dice) {
    List<Integer> cores = cores(dice, between(dice, 2, 6), 1, 3);
    int faultDomains = between(dice, 2, 3);
    int instances = between(dice, 1, 6);
    State state = deploy(cores, faultDomains, instances, "", 5);
    if (!isPlaced(state)) {
      return;
    }
    Map<Integer, Long> perDomain = perFaultDomain(state);
    long most = perDomain.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    for (Node node : state.nodes().values()) {
      if (hasRoom(state, node.id())) {
        assertThat(perDomain.getOrDefault(node.faultDomain(), 0L)).isGreaterThanOrEqualTo(most - 1);
      }
    }
  }

  @Test
  void keepsUpdateDomainsAcrossFaultDomains() {
    inWorlds(100, AllocatorTest::keepsUpdateDomainsApart);
  }

  private static void keepsUpdateDomainsApart(RandomGenerator dice) {
    int faultDomains = between(dice, 2, 4);
    int updateDomains = between(dice, 1, 5);
    int instances = between(dice, 1, 24);
    List<Integer> cores = IntStream.range(0, faultDomains * 2).mapToObj(_ -> 24).toList();
    State state = deploy(cores, faultDomains, instances, "", updateDomains);

    Map<Integer, Set<Integer>> domains = new TreeMap<>();
    Map<Integer, Integer> counts = new TreeMap<>();
    for (Instance instance : state.instancesOf(SHOP)) {
      int updateDomain = instance.id().index() % updateDomains;
      counts.merge(updateDomain, 1, Integer::sum);
      domains
          .computeIfAbsent(updateDomain, _ -> new HashSet<>())
          .add(instance.residence().orElseThrow().faultDomain());
    }
    domains.forEach((updateDomain, in) ->
        assertThat(in)
            .as("fault domains of update domain %d", updateDomain)
            .hasSizeGreaterThanOrEqualTo(Math.min(2, counts.getOrDefault(updateDomain, 0))));
  }

  @Test
  void neverOversellsWhateverTheMixture() {
    inWorlds(200, AllocatorTest::neverOversells);
  }

  private static void neverOversells(RandomGenerator dice) {
    List<Integer> cores = cores(dice, between(dice, 1, 5), 0, 6);
    int small = between(dice, 1, 4);
    int medium = between(dice, 1, 4);
    State state = plan(nodes(cores, 2), "web=" + small, "batch=" + medium + ":Medium", "domains=2");

    for (Node node : state.nodes().values()) {
      Capacity used =
          state.instancesOn(node.id()).stream()
              .map(instance -> instance.residence().orElseThrow().holds())
              .reduce(Capacity.NONE, Capacity::plus);
      assertThat(node.description().capacity().holds(used)).isTrue();
    }
    long placed = state.instancesOf(SHOP).stream().filter(i -> i.node().isPresent()).count();
    assertThat(placed).as("all or nothing").isIn(0L, (long) small + medium);
  }

  @Test
  void saysForEveryNodeWhyNot() {
    inWorlds(100, AllocatorTest::saysWhyNot);
  }

  private static void saysWhyNot(RandomGenerator dice) {
    List<Integer> cores = cores(dice, between(dice, 1, 5), 0, 2);
    State state = plan(nodes(cores, 3), "web=2:Large");

    PlacementFailure failure = state.deployment(SHOP).failure().orElseThrow();
    assertThat(failure.verdicts()).hasSameSizeAs(cores);
    assertThat(failure.verdicts()).noneMatch(Verdict::fits);
  }

  private static void inWorlds(int count, Consumer<RandomGenerator> property) {
    for (long seed = 1; seed <= count; seed++) {
      try {
        property.accept(new SplittableRandom(seed));
      } catch (AssertionError e) {
        throw new AssertionError("in the world of seed " + seed, e);
      }
    }
  }

  private static int between(RandomGenerator dice, int min, int max) {
    return dice.nextInt(min, max + 1);
  }

  private static List<Integer> cores(RandomGenerator dice, int nodes, int min, int max) {
    return IntStream.range(0, nodes).mapToObj(_ -> between(dice, min, max)).toList();
  }

  private static State deploy(
      List<Integer> cores, int faultDomains, int instances, String size, int updateDomains) {
    return plan(nodes(cores, faultDomains), "web=" + instances + size, "domains=" + updateDomains);
  }

  private static State nodes(List<Integer> cores, int faultDomains) {
    State state = State.EMPTY;
    for (int i = 0; i < cores.size(); i++) {
      state =
          state.apply(new Event.NodeJoined(Models.node("n" + i, i % faultDomains, cores.get(i))));
    }
    return state;
  }

  private static State plan(State state, String... words) {
    State created =
        state.apply(
            new Event.DeploymentCreated(
                SHOP,
                new ServiceName("shop"),
                Slot.PRODUCTION,
                "",
                Models.model("shop", words),
                Instant.EPOCH));
    return created.applyAll(Autopilot.plan(created, Instant.EPOCH));
  }

  private static boolean isPlaced(State state) {
    return state.instancesOf(SHOP).stream().allMatch(instance -> instance.node().isPresent());
  }

  private static Map<Integer, Long> perFaultDomain(State state) {
    return state.instancesOf(SHOP).stream()
        .map(instance -> instance.residence().orElseThrow().faultDomain())
        .collect(Collectors.groupingBy(domain -> domain, HashMap::new, Collectors.counting()));
  }

  private static boolean hasRoom(State state, NodeId node) {
    Capacity small = Models.node("n", 0, 1).capacity();
    return state.indexes().rooms().on(node).orElseThrow().free().holds(small);
  }

  /// Tries every node for every instance.
  private static boolean oracle(List<Integer> slots, int faultDomains, int instances) {
    return tryAll(new ArrayList<>(slots), faultDomains, instances, instances, Set.of());
  }

  private static boolean tryAll(
      List<Integer> slots, int faultDomains, int left, int all, Set<Integer> used) {
    if (left == 0) {
      return used.size() >= Math.min(2, all);
    }
    for (int node = 0; node < slots.size(); node++) {
      if (slots.get(node) > 0) {
        List<Integer> fewer = new ArrayList<>(slots);
        fewer.set(node, slots.get(node) - 1);
        Set<Integer> more = new HashSet<>(used);
        more.add(node % faultDomains);
        if (tryAll(fewer, faultDomains, left - 1, all, more)) {
          return true;
        }
      }
    }
    return false;
  }
}
