package weftline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The simulator is worth its time: it finds faults that are planted in the core and in the
/// controllers, each of one line.
class PlantedFaultsTest {
  private static final int SEEDS_MAX = 40;

  /// Some take a rare coincidence.
  private static final int MANY_SEEDS_MAX = 120;

  private static final List<PlantedFault> QUICK =
      List.of(
          new PlantedFault(
              "what an instance takes is not counted",
              "Tenancy",
              "free.minus(residence.holds())",
              "free"),
          new PlantedFault(
              "two update domains at once", "Tally", "ready == all", "ready + 1 >= all"));

  private static final List<PlantedFault> OTHERS =
      List.of(
          new PlantedFault(
              "two runs under one number", "Instance", "        attempt + 1,", "        attempt,"),
          new PlantedFault(
              "instances stay on a lost node", "UpkeepFold", "draft.put(instance.evicted());", ""),
          new PlantedFault(
              "traffic to what is not ready",
              "Doors",
              "instance.isReady() || input.ignoreRoleInstanceStatus()",
              "true"),
          new PlantedFault(
              "stopped before it is out of rotation",
              "StopDrained",
              "state.isFollowed(drain.routing())",
              "true"),
          new PlantedFault(
              "news of an earlier run",
              "Reports",
              "one.attempt() == instance.attempt()",
              "one.attempt() <= instance.attempt()"),
          new PlantedFault("peers are not told", "Draft", "peersMoved.add(deployment.id());", ""),
          new PlantedFault(
              "one port for two",
              "Ports",
              "!chosen.contains(port) && !tenancy.ports().has(port)",
              "!chosen.contains(port)"),
          new PlantedFault(
              "an upgrade starts the old version again",
              "Instance",
              "ended.version(), next.map(home",
              "version, next.map(home"),
          new PlantedFault(
              "a machine starts again under what still runs there",
              "OsWork",
              "allMatch(one -> one.life() == Life.PARKED)",
              "noneMatch(Instance::isReady)"),
          new PlantedFault(
              "two update domains on one machine are no obstacle",
              "OsRound",
              "domains.size() > 1",
              "domains.isEmpty()"),
          new PlantedFault(
              "balancers are not told",
              "Draft",
              "if (!backends(deployment, old).equals(backends(deployment, now))) {",
              "if (false) {"),
          new PlantedFault(
              "pages are changed that others have seen",
              "Pen",
              "return mark == ink;",
              "return true;"),
          new PlantedFault(
              "acknowledged before a majority has it",
              "controller",
              "Controller",
              "durable = ledger.append(entry, ahead.kept());",
              "durable = CompletableFuture.completedFuture(null);"
                  + " var _ = ledger.append(entry, ahead.kept());"),
          new PlantedFault(
              "a primary that was deposed answers who reads",
              "controller",
              "RaftLedger",
              "QueryPolicy.LINEARIZABLE",
              "QueryPolicy.LEADER_LEASE"),
          new PlantedFault(
              "primary before it knows what was decided before",
              "controller",
              "RaftLedger",
              "    if (report.getRole() != RaftRole.LEADER) {",
              "    if (report.getRole() == RaftRole.LEADER) standing = new Standing.Primary(); else {"));

  static List<PlantedFault> quick() {
    return QUICK;
  }

  static List<PlantedFault> all() {
    return Stream.concat(QUICK.stream(), OTHERS.stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("quick")
  void isFound(PlantedFault fault) throws Exception {
    assertThat(firstSeedThatFinds(fault, SEEDS_MAX))
        .as(fault.meaning())
        .isLessThanOrEqualTo(SEEDS_MAX);
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("long")
  void everyOneIsFound(PlantedFault fault) throws Exception {
    assertThat(firstSeedThatFinds(fault, MANY_SEEDS_MAX))
        .as(fault.meaning())
        .isLessThanOrEqualTo(MANY_SEEDS_MAX);
  }

  private static long firstSeedThatFinds(PlantedFault fault, int max)
      throws IOException, ReflectiveOperationException {
    LongPredicate isFine =
        (LongPredicate)
            PlantedClasses.with(fault)
                .loadClass(Teller.class.getName())
                .getDeclaredConstructor()
                .newInstance();
    return LongStream.rangeClosed(1, max)
        .filter(seed -> !isFine.test(seed))
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }
}
