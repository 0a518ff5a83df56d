package weftline.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import weftline.model.InstanceGoal;
import weftline.model.InstanceGoal.Wanted;
import weftline.model.InstanceStatus;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.VmSize;

/// Makes the goal of one instance true: starts it, tells it what changes, stops it for good or for
/// a newer attempt, and starts it again after a failure. Called step by step; knows the time only
/// from its caller.
final class Supervisor {
  private final InstanceDriver driver;
  private final Runnable news;
  private final Duration stableAfter;
  private final Backoff backoff;
  private final Duration longestWait;
  private InstanceGoal goal;
  private boolean dropped;
  private Optional<Live> live = Optional.empty();
  private Instant startAt = Instant.MIN;
  private int failures;
  private String lastEnd = "";

  /// A run, the goal it was told last, and since when it has been well.
  private record Live(
      InstanceRun run, InstanceGoal told, boolean stopping, Optional<Instant> readySince) {
    private Live told(InstanceGoal newer) {
      return new Live(run, newer, stopping, readySince);
    }

    private Live asStopping() {
      return new Live(run, told, true, readySince);
    }

    private Live readySince(Optional<Instant> since) {
      return new Live(run, told, stopping, since);
    }
  }

  Supervisor(InstanceGoal goal, InstanceDriver driver, AgentSettings settings, Runnable news) {
    this.goal = goal;
    this.driver = driver;
    this.news = news;
    this.stableAfter = settings.stableAfter();
    this.longestWait = settings.restartMax();
    this.backoff = new Backoff(settings.restartMin(), settings.restartMax());
  }

  void want(InstanceGoal newer) {
    if (needsFreshRun(newer, goal)) {
      failures = 0;
      lastEnd = "";
      startAt = Instant.MIN;
      backoff.reset();
    }
    goal = newer;
    dropped = false;
  }

  /// The node's goal does not name this instance any more.
  void drop() {
    dropped = true;
  }

  InstanceGoal goal() {
    return goal;
  }

  boolean isGone() {
    return dropped && live.isEmpty();
  }

  void step(Instant now) {
    live.ifPresent(current -> watch(current, now));
    if (live.isEmpty() && mayRun() && hasWaited(now)) {
      live = Optional.of(new Live(driver.start(goal, news), goal, false, Optional.empty()));
    }
  }

  /// A clock that was set back must not keep an instance from running.
  private boolean hasWaited(Instant now) {
    return !startAt.isAfter(now) || startAt.isAfter(now.plus(longestWait));
  }

  /// When the next step is due even if nothing happens.
  Optional<Instant> due() {
    return live.isEmpty() && mayRun() ? Optional.of(startAt) : Optional.empty();
  }

  void crash() {
    live.ifPresent(current -> current.run().crash());
  }

  void kill() {
    live.ifPresent(current -> current.run().kill());
  }

  InstanceReport report() {
    if (live.isPresent()) {
      Sighting seen = live.get().run().look();
      InstanceReport report = report(live.get().told(), seen.state().status(), seen.detail());
      return new InstanceReport(
          report.id(),
          report.attempt(),
          report.status(),
          report.failures(),
          report.detail(),
          load(),
          live.get().run().numbers());
    }
    if (goal.wanted() == Wanted.STOPPED || dropped) {
      return report(goal, InstanceStatus.STOPPED, lastEnd);
    }
    return report(goal, failures > 0 ? InstanceStatus.FAILED : InstanceStatus.PREPARING, lastEnd);
  }

  /// Percent of the cores of its size.
  private Optional<Integer> load() {
    return live.flatMap(current -> current.run().milliCores())
        .flatMap(used ->
            VmSize.of(goal.role().vmSize())
                .map(size -> (int) (100L * used / size.capacity().milliCores())))
        .map(percent -> Math.ceilDiv(percent, InstanceReport.LOAD_STEP) * InstanceReport.LOAD_STEP);
  }

  private InstanceReport report(InstanceGoal spokenOf, InstanceStatus status, String detail) {
    int counted = spokenOf.attempt() == goal.attempt() ? failures : 0;
    return new InstanceReport(goal.id(), spokenOf.attempt(), status, counted, detail);
  }

  private void watch(Live current, Instant now) {
    Sighting seen = current.run().look();
    if (seen.state().isOver()) {
      live = Optional.empty();
      ended(current, seen, now);
      return;
    }
    if (current.stopping()) {
      return;
    }
    if (!mayRun() || needsFreshRun(goal, current.told())) {
      current.run().stop();
      live = Optional.of(current.asStopping());
      return;
    }
    if (!goal.equals(current.told())) {
      current.run().update(goal);
      live = Optional.of(current.told(goal));
    }
    noteHealth(seen, now);
  }

  private void noteHealth(Sighting seen, Instant now) {
    Live current = live.orElseThrow();
    if (seen.state() != RunState.READY) {
      live = Optional.of(current.readySince(Optional.empty()));
      return;
    }
    Instant since = current.readySince().filter(then -> !then.isAfter(now)).orElse(now);
    live = Optional.of(current.readySince(Optional.of(since)));
    if (!since.plus(stableAfter).isAfter(now)) {
      failures = 0;
      backoff.reset();
    }
  }

  /// A run that was asked to stop is no failure, however it ended.
  private void ended(Live ended, Sighting seen, Instant now) {
    lastEnd = seen.detail();
    if (ended.stopping() || seen.state() == RunState.STOPPED) {
      startAt = Instant.MIN;
      return;
    }
    if (seen.state() == RunState.FAILED) {
      failures++;
    }
    startAt = now.plus(backoff.next());
  }

  private boolean mayRun() {
    return !dropped && goal.wanted() == Wanted.RUNNING;
  }

  private static boolean needsFreshRun(InstanceGoal newer, InstanceGoal older) {
    return newer.attempt() != older.attempt() || !newer.image().equals(older.image());
  }
}
