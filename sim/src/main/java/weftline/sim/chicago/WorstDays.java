package weftline.sim.chicago;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import weftline.core.Command;
import weftline.core.UpgradeMode;
import weftline.model.NodeId;
import weftline.model.Slot;
import weftline.sim.BrokenPromiseException;
import weftline.sim.chicago.Chicago.Tenant;

/// The days that an operator hopes never to see, one after the other.
final class WorstDays {
  private static final int WALKS = 1_000;
  private static final double FAILURES_PER_YEAR = 0.048;
  private static final Duration REPAIR = Duration.ofHours(4);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final int OUTAGE_SECONDS = 120;
  private static final int SECONDS_MAX = 7_200;

  private final Chicago chicago;
  private final SplittableRandom dice;
  private final Fleet fleet;
  private final Mind mind;

  WorstDays(Chicago chicago, long seed) {
    this.chicago = chicago;
    this.dice = new SplittableRandom(seed);
    this.fleet = chicago.fleet();
    this.mind = chicago.mind();
  }

  List<Day> all() {
    DataCentre centre = chicago.centre();
    List<Day> days = new ArrayList<>();
    int container = busiest(centre);
    days.add(lost("A container is lost (%d)".formatted(container), centre.nodesIn(container)));
    int feed = centre.feedOf(busiest(centre));
    days.add(lost("A power feed is lost (%d)".formatted(feed), centre.nodesBehind(feed)));
    days.add(cut());
    days.add(failover());
    days.add(week());
    return days;
  }

  /// The container whose loss takes most with it.
  private int busiest(DataCentre centre) {
    List<Double> fill = Share.ofCores(centre, mind.state());
    return fill.indexOf(Collections.max(fill));
  }

  /// Nodes go dark together; all that ran there finds a place elsewhere; then they come back.
  private Day lost(String title, List<NodeId> nodes) {
    Diary diary = chicago.diary(title);
    int before = mind.state().instances().size();
    goDark(diary, nodes);
    pass(diary, () -> fleet.away() > 0 || isPaused());
    if (isPaused()) {
      diary.note("the fabric does not believe it and waits; an operator accepts the loss");
      mind.submit(at -> new Command.AcceptLoss(at, "operator"));
      pass(diary, () -> fleet.away() > 0);
    }
    long deciding = chicago.nanosOfLastSecond();
    diary.note("the loss is seen; %,d instances serve no more".formatted(fleet.away()));
    while (fleet.homeless() > 0) {
      chicago.second();
      diary.second();
      deciding += chicago.nanosOfLastSecond();
    }
    diary.note(
        "every instance has a new node; deciding all that took %.2f s of real time"
            .formatted(Duration.ofNanos(deciding).toMillis() / 1_000.0));
    chicago.calm(diary);
    diary.note("all serve again");
    chicago.join(nodes);
    chicago.calm(diary);
    check(mind.state().instances().size() == before, "instances are gone for good");
    check(fleet.away() == 0, "%d instances do not serve".formatted(fleet.away()));
    return diary.end();
  }

  /// A router ends, and a quarter of the fabric cannot be heard. It is not dead, and is not moved.
  private Day cut() {
    List<NodeId> behind = chicago.centre().nodesBehindRouter();
    Diary diary =
        chicago.diary("A router ends: %,d nodes cannot be heard".formatted(behind.size()));
    goDark(diary, behind);
    pass(diary, this::isPaused);
    diary.note("the fabric does not believe it and waits");
    for (int second = 0; second < OUTAGE_SECONDS; second++) {
      chicago.second();
      diary.second();
    }
    check(fleet.homeless() == 0, "instances were moved away from nodes that run");
    mind.submitAll(fleet.wake(behind, mind.state(), mind.now()));
    pass(diary, () -> !isPaused());
    diary.note("the router is back; nothing was moved");
    chicago.calm(diary);
    return diary.end();
  }

  /// Services walk to new versions; half way the controller ends and another one takes over.
  private Day failover() {
    List<Tenant> walkers = chicago.tenants().subList(0, Math.min(WALKS, chicago.tenants().size()));
    Diary diary =
        chicago.diary(
            "The controller ends while %,d services are upgraded".formatted(walkers.size()));
    walkers.forEach(tenant ->
        mind.submit(at ->
            new Command.Upgrade(
                at,
                "tenant",
                tenant.service(),
                Slot.PRODUCTION,
                "2",
                Shapes.renewed(tenant.model()),
                UpgradeMode.AUTO,
                Optional.empty(),
                false)));
    mind.round();
    pass(diary, () -> mind.state().runningOperations().size() <= walkers.size() / 2);
    int left = mind.state().runningOperations().size();
    diary.note("%d walks are at their end, %d are not".formatted(walkers.size() - left, left));
    var before = mind.state();
    Duration taken = mind.failover();
    diary.note(
        "another controller has read checkpoint and log in %.1f s of real time"
            .formatted(taken.toMillis() / 1_000.0));
    check(before.equals(mind.state()), "the new controller has another state");
    chicago.calm(diary);
    walkers.forEach(this::isRenewed);
    diary.note("all walks are at their end, every instance runs the new version");
    return diary.end();
  }

  private void isRenewed(Tenant tenant) {
    var deployment = mind.state().deployment(tenant.service(), Slot.PRODUCTION).orElseThrow();
    int wanted = deployment.current().number();
    boolean done =
        mind.state().instancesOf(deployment.id()).stream()
            .allMatch(instance -> instance.isReady() && instance.version() == wanted);
    check(done, "%s has not been upgraded".formatted(tenant.service()));
  }

  /// Single nodes fail as hardware does, and are repaired within hours. The watch's verdict is
  /// handed in without counting every heartbeat of a week.
  private Day week() {
    Diary diary = chicago.diary("A week of hardware failures at 4.8 % a year");
    int failures = 0;
    long moved = 0;
    SortedSet<Repair> repairs = new TreeSet<>();
    for (Duration at = pause(); at.compareTo(WEEK) < 0; at = at.plus(pause())) {
      repair(diary, repairs, at);
      skipTo(diary, at);
      NodeId node = DataCentre.node(dice.nextInt(chicago.centre().nodes()));
      fleet.darken(List.of(node));
      moved += mind.state().instancesOn(node).size();
      repairs.add(new Repair(at.plus(REPAIR), node));
      failures++;
      mind.pass(Mind.GRACE);
      mind.submit(now -> new Command.LoseNodes(now, List.of(node)));
      mind.round();
      chicago.calm(diary);
    }
    repair(diary, repairs, WEEK.plus(REPAIR));
    chicago.calm(diary);
    check(fleet.away() == 0, "%d instances do not serve".formatted(fleet.away()));
    diary.note("%d nodes have failed, %,d instances have moved".formatted(failures, moved));
    return diary.end();
  }

  /// A node that is repaired at some time of the week.
  private record Repair(Duration at, NodeId node) implements Comparable<Repair> {
    @Override
    public int compareTo(Repair other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : node.compareTo(other.node);
    }
  }

  private void repair(Diary diary, SortedSet<Repair> repairs, Duration until) {
    while (!repairs.isEmpty() && repairs.first().at().compareTo(until) <= 0) {
      Repair next = repairs.removeFirst();
      skipTo(diary, next.at());
      chicago.join(List.of(next.node()));
    }
  }

  private void skipTo(Diary diary, Duration at) {
    Duration left = at.minus(diary.age());
    if (left.isPositive()) {
      mind.pass(left);
    }
  }

  /// Until the next failure anywhere.
  private Duration pause() {
    double perYear = chicago.centre().nodes() * FAILURES_PER_YEAR;
    double years = -Math.log(1 - dice.nextDouble()) / perYear;
    return Duration.ofSeconds(1 + (long) (years * YEAR.toSeconds()));
  }

  private void goDark(Diary diary, Collection<NodeId> nodes) {
    fleet.darken(nodes);
    diary.wounds(Share.dark(chicago.centre(), fleet));
    diary.note("%,d nodes go dark".formatted(nodes.size()));
  }

  /// Something that is waited for.
  private interface Wish {
    boolean isTrue();
  }

  private void pass(Diary diary, Wish wish) {
    for (int second = 0; !wish.isTrue(); second++) {
      check(second < SECONDS_MAX, "what was waited for does not happen");
      chicago.second();
      diary.second();
    }
  }

  private boolean isPaused() {
    return mind.state().upkeep().standstill().isPresent();
  }

  private static void check(boolean holds, String otherwise) {
    BrokenPromiseException.unless(holds, () -> otherwise);
  }
}
