package weftline.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.Generation;
import weftline.model.InstanceGoal;
import weftline.model.InstanceId;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.OsOrder;
import weftline.model.OsReport;
import weftline.model.SelfTest;

/// The hands of the fabric on one node: makes the node's goal true, and says what it sees.
///
/// It is called: [#converge] takes a goal, [#runOnce] lets every instance take its next step,
/// [#report] says where they are. [RunningAgent] calls it from threads.
public final class Agent {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  private final NodeDescription node;
  private final AgentSettings settings;
  private final InstanceDriver driver;
  private final InstantSource clock;
  private final KeptGoal keptGoal;
  private final Machine machine;
  private final Bell news = new Bell();
  private final Map<InstanceId, Supervisor> supervisors = new TreeMap<>();
  private Generation applied = Generation.ZERO;
  private boolean closing;
  private boolean sweepDue;
  private Optional<SelfTest> wantedTest = Optional.empty();
  private Optional<SelfTest.Result> tested = Optional.empty();
  private Optional<OsOrder> wantedOs = Optional.empty();
  private Optional<OsOrder> takenOs = Optional.empty();
  private Optional<OsOrder.Result> brought = Optional.empty();
  private Optional<String> osVersion;

  private Agent(
      NodeDescription node,
      AgentSettings settings,
      InstanceDriver driver,
      InstantSource clock,
      KeptGoal keptGoal,
      Machine machine) {
    this.node = node;
    this.settings = settings;
    this.driver = driver;
    this.clock = clock;
    this.keptGoal = keptGoal;
    this.machine = machine;
    this.osVersion = machine.system().version();
  }

  /// Ends what an earlier life has left behind and is ready for goals.
  public static Agent open(
      NodeDescription node, AgentSettings settings, InstanceDriver driver, InstantSource clock)
      throws IOException {
    return open(node, settings, driver, clock, OperatingSystem.UNKNOWN);
  }

  /// The same on a machine whose operating system is known.
  public static Agent open(
      NodeDescription node,
      AgentSettings settings,
      InstanceDriver driver,
      InstantSource clock,
      OperatingSystem system)
      throws IOException {
    KeptGoal goal = GoalFile.open(settings.folder());
    driver.recover();
    SelfTester tester = new MachineTest(settings.folder(), clock);
    return new Agent(node, settings, driver, clock, goal, new Machine(tester, system));
  }

  /// Keeps its goal elsewhere than in the folder of its settings, on a machine in name only.
  public static Agent open(
      NodeDescription node,
      AgentSettings settings,
      InstanceDriver driver,
      InstantSource clock,
      KeptGoal keptGoal,
      Machine machine)
      throws IOException {
    driver.recover();
    return new Agent(node, settings, driver, clock, keptGoal, machine);
  }

  /// Takes a goal, unless a newer one is known, and keeps it for a start without a controller.
  public void converge(NodeGoal goal) throws IOException {
    if (goal.generation().isAfter(applied())) {
      keptGoal.keep(goal);
      take(goal);
      news.ring();
    }
  }

  /// Takes the goal that was kept last, for a start without a controller.
  public void convergeOnKeptGoal() {
    keptGoal.kept().filter(goal -> goal.node().equals(node.id())).ifPresent(this::take);
    news.ring();
  }

  /// Lets every instance take its next step.
  public void runOnce() {
    driver.measure(clock.instant());
    for (InstanceId gone : step(clock.instant())) {
      try {
        driver.forget(gone);
      } catch (IOException e) {
        LOG.warn("Could not free the disk of {}: {}", gone, e.getMessage());
      }
    }
    sweep();
  }

  /// Frees the disk of instances that left while nobody looked: this program was down, or silent.
  private void sweep() {
    Set<InstanceId> kept;
    synchronized (this) {
      if (!sweepDue || closing) {
        return;
      }
      sweepDue = false;
      kept = Set.copyOf(supervisors.keySet());
    }
    try {
      if (!driver.forgetAllBut(kept)) {
        sweepAgain();
      }
    } catch (IOException e) {
      LOG.warn("Could not free the disk of instances that are gone: {}", e.getMessage());
    }
  }

  private synchronized void sweepAgain() {
    sweepDue = applied.isAfter(Generation.ZERO);
  }

  public synchronized NodeReport report() {
    List<InstanceReport> instances = supervisors.values().stream().map(Supervisor::report).toList();
    return new NodeReport(node.id(), applied, instances, tested, os());
  }

  private Optional<OsReport> os() {
    return osVersion.map(
        version -> new OsReport(version, machine.system().isChangeable(), brought));
  }

  /// Runs the self-test that is wanted, if there is one; this may take long.
  ///
  /// @return whether there was one
  public boolean testOnce() {
    Optional<SelfTest> wanted = takeTest();
    Optional<SelfTest.Result> result = wanted.map(machine.tester()::run);
    result.ifPresent(this::keep);
    return result.isPresent();
  }

  private synchronized Optional<SelfTest> takeTest() {
    Optional<SelfTest> wanted = wantedTest;
    wantedTest = Optional.empty();
    return wanted;
  }

  private synchronized void keep(SelfTest.Result result) {
    tested = Optional.of(result);
    news.ring();
  }

  /// Brings the operating system to what is wanted, if that is another; this may take long, and the
  /// machine may start again meanwhile.
  ///
  /// @return whether there was something to do
  public boolean bringOnce() {
    Optional<OsOrder> wanted = takeOrder();
    Optional<OsOrder.Result> result = wanted.map(machine.system()::bring);
    result.ifPresent(this::keep);
    return result.isPresent();
  }

  private synchronized Optional<OsOrder> takeOrder() {
    Optional<OsOrder> wanted = wantedOs;
    wantedOs = Optional.empty();
    takenOs = wanted.or(() -> takenOs);
    return wanted;
  }

  private void keep(OsOrder.Result result) {
    Optional<String> version = machine.system().version();
    synchronized (this) {
      brought = Optional.of(result);
      osVersion = version;
    }
    news.ring();
  }

  /// Ends every instance without asking, and forgets all goals, as if the node had lost its power.
  public synchronized void kill() {
    supervisors.values().forEach(Supervisor::kill);
    supervisors.clear();
    applied = Generation.ZERO;
    sweepDue = false;
  }

  /// Lets one instance end as by an accident.
  ///
  /// @return whether it runs here
  public synchronized boolean crash(InstanceId id) {
    var supervisor = Optional.ofNullable(supervisors.get(id));
    supervisor.ifPresent(Supervisor::crash);
    return supervisor.isPresent();
  }

  /// Asks every instance to stop; they are gone when [#isIdle]. Their disk stays: they come back
  /// when the program does.
  synchronized void stopAll() {
    closing = true;
    supervisors.values().forEach(Supervisor::drop);
    news.ring();
  }

  synchronized boolean isIdle() {
    return supervisors.values().stream().allMatch(Supervisor::isGone);
  }

  synchronized Generation applied() {
    return applied;
  }

  NodeDescription node() {
    return node;
  }

  AgentSettings settings() {
    return settings;
  }

  InstantSource clock() {
    return clock;
  }

  /// Waits until something is to be done, but not longer than the heartbeat.
  void awaitNews() throws InterruptedException {
    Instant now = clock.instant();
    Duration wait =
        due()
            .map(due -> due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO)
            .filter(untilDue -> untilDue.compareTo(settings.heartbeat()) < 0)
            .orElse(settings.heartbeat());
    news.await(wait);
  }

  private synchronized Optional<Instant> due() {
    return supervisors.values().stream()
        .flatMap(supervisor -> supervisor.due().stream())
        .min(Instant::compareTo);
  }

  private synchronized void take(NodeGoal goal) {
    if (!goal.generation().isAfter(applied)) {
      return;
    }
    applied = goal.generation();
    sweepDue = true;
    goal.test().filter(test -> !isTested(test)).ifPresent(test -> wantedTest = Optional.of(test));
    wantedOs = goal.os().filter(_ -> !takenOs.equals(goal.os()));
    Map<InstanceId, InstanceGoal> wanted = new TreeMap<>();
    goal.instances().forEach(instance -> wanted.put(instance.id(), instance));
    supervisors.forEach((id, supervisor) -> {
      if (!wanted.containsKey(id)) {
        supervisor.drop();
      }
    });
    wanted.forEach((id, instance) ->
        supervisors
            .computeIfAbsent(id, fresh -> new Supervisor(instance, driver, settings, news::ring))
            .want(instance));
  }

  private boolean isTested(SelfTest test) {
    return tested.filter(result -> result.number() >= test.number()).isPresent();
  }

  /// @return the instances that are gone for good
  private synchronized List<InstanceId> step(Instant now) {
    List<InstanceId> gone = new ArrayList<>();
    supervisors.forEach((id, supervisor) -> {
      supervisor.step(now);
      if (supervisor.isGone()) {
        gone.add(id);
      }
    });
    gone.forEach(supervisors::remove);
    return closing ? List.of() : gone;
  }
}
