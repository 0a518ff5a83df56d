package weftline.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import weftline.agent.Agent;
import weftline.agent.AgentSettings;
import weftline.agent.Machine;
import weftline.agent.MemoryDriver;
import weftline.agent.SelfTester;
import weftline.core.Decision;
import weftline.core.Goals;
import weftline.core.State;
import weftline.model.Generation;
import weftline.model.InstanceGoal;
import weftline.model.InstanceId;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RoutingTable;

/// A node with the real agent, whose instances run in name only. What it keeps on disk outlives a
/// crash.
final class PlayedNode {
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration RESTART = Duration.ofSeconds(25);

  private final NodeDescription description;
  private final Agenda agenda;
  private final Access access;
  private final Neighbourhood neighbours;
  private final NodeDisk disk = new NodeDisk();
  private final PlayedSystem system = new PlayedSystem(this::restartForSystem);
  private Optional<Life> life = Optional.empty();
  private RackVoice voice;
  private Dialect dialect;
  private Duration skew = Duration.ZERO;
  private Instant stalledUntil = Instant.EPOCH;

  /// @param dialect what its agent knows at first
  PlayedNode(
      NodeDescription description,
      Dialect dialect,
      Agenda agenda,
      Access access,
      Neighbourhood neighbours) {
    this.description = description;
    this.agenda = agenda;
    this.access = access;
    this.dialect = dialect;
    this.neighbours = neighbours;
    this.voice = new RackVoice(description, neighbours, access, _ -> {});
  }

  NodeId id() {
    return description.id();
  }

  /// Does nothing if it is running.
  void start() {
    if (life.isPresent()) {
      return;
    }
    Life begun = begin();
    life = Optional.of(begun);
    voice = new RackVoice(description, neighbours, access, turn -> arrive(begun, turn));
    join(begun);
    heartbeat(begun);
    poll(begun);
    agenda.in(PATIENCE, () -> goOnAlone(begun));
  }

  int faultDomain() {
    return description.faultDomain();
  }

  /// Everything on it ends at once.
  void crash() {
    life = Optional.empty();
    stalledUntil = Instant.EPOCH;
  }

  /// Its agent ends and begins again as the newest version.
  void upgrade() {
    dialect = Dialect.NEWEST;
    crash();
    start();
  }

  /// Ends and comes back later. Nothing must run any more by then.
  private void restartForSystem() {
    List<InstanceId> running =
        life.stream()
            .flatMap(alive -> alive.agent().report().instances().stream())
            .map(NodeReport.InstanceReport::id)
            .filter(this::runs)
            .toList();
    BrokenPromiseException.unless(
        running.isEmpty(), () -> "%s still runs while %s starts again".formatted(running, id()));
    crash();
    agenda.in(RESTART, this::start);
  }

  /// Lets one of its instances end as by an accident.
  void crashSomething(RandomGenerator dice) {
    if (life.isPresent()) {
      Agent agent = life.get().agent();
      List<NodeReport.InstanceReport> all = agent.report().instances();
      if (!all.isEmpty()) {
        agent.crash(all.get(dice.nextInt(all.size())).id());
      }
    }
  }

  /// Does nothing for a while, then goes on as if no time had passed; what runs, runs on.
  void stall(Duration time) {
    stalledUntil = agenda.instant().plus(time);
  }

  /// Sets the machine's clock.
  void skew(Duration newSkew) {
    skew = newSkew;
  }

  void fillDisk(boolean full) {
    disk.fill(full);
  }

  boolean runs(InstanceId instance) {
    return running(instance).isPresent();
  }

  /// Whether a connection to this port reaches the instance.
  boolean answers(RoutingTable.Backend backend) {
    return description.address().equals(backend.address())
        && running(backend.instance())
            .filter(goal ->
                goal.endpoints().stream().anyMatch(endpoint -> endpoint.port() == backend.port()))
            .isPresent();
  }

  private Optional<InstanceGoal> running(InstanceId instance) {
    return life.flatMap(alive -> alive.driver().running(instance));
  }

  private Life begin() {
    MemoryDriver driver = new MemoryDriver();
    try {
      Agent agent =
          Agent.open(
              description,
              AgentSettings.in(Path.of("unused")),
              driver,
              () -> agenda.instant().plus(skew),
              disk,
              new Machine(SelfTester.PASSING, system));
      return new Life(agent, driver);
    } catch (IOException e) {
      throw new UncheckedIOException("a memory driver always recovers", e);
    }
  }

  private void join(Life alive) {
    if (isAlive(alive)) {
      access.ask((primary, _) -> primary.join(description));
    }
  }

  private void heartbeat(Life alive) {
    if (!isAlive(alive) || waits(() -> heartbeat(alive))) {
      return;
    }
    alive.agent().runOnce();
    alive.agent().testOnce();
    alive.agent().bringOnce();
    if (!isAlive(alive)) {
      return; // it starts again
    }
    report(alive, dialect.said(alive.agent().report()));
    agenda.in(HEARTBEAT, () -> heartbeat(alive));
  }

  /// An earlier agent knows nothing of reporting together.
  private void report(Life alive, NodeReport report) {
    if (neighbours.reportsTogether() && dialect == Dialect.NEWEST) {
      voice.report(report, () -> join(alive));
    } else {
      access.report((primary, exchange) ->
          primary.report(report, faultDomain(), decision -> answered(alive, exchange, decision)));
    }
  }

  private void answered(Life alive, Exchange exchange, Decision decision) {
    switch (decision) {
      case Decision.Refused _ -> receive(alive, exchange, () -> join(alive));
      case Decision.Accepted _ -> exchange.acknowledge();
    }
  }

  private void poll(Life alive) {
    if (!isAlive(alive) || waits(() -> poll(alive))) {
      return;
    }
    Generation after = alive.agent().report().applied();
    access.ask((primary, exchange) ->
        primary.state().ifPresent(state -> answer(alive, exchange, state, after)));
    agenda.in(POLL, () -> poll(alive));
  }

  private void answer(Life alive, Exchange exchange, State state, Generation after) {
    if (state.goalGeneration(id()).isAfter(after)) {
      NodeGoal goal = dialect.heard(Goals.nodeGoal(state, id()));
      receive(alive, exchange, () -> converge(alive.agent(), goal));
    }
  }

  private static void converge(Agent agent, NodeGoal goal) {
    try {
      agent.converge(goal);
      agent.runOnce();
    } catch (IOException _) {
      // the disk is full: it asks again
    }
  }

  private void goOnAlone(Life alive) {
    if (isAlive(alive) && alive.agent().report().applied().equals(Generation.ZERO)) {
      alive.agent().convergeOnKeptGoal();
      alive.agent().runOnce();
    }
  }

  private void receive(Life alive, Exchange exchange, Runnable arrival) {
    exchange.answer(() -> arrive(alive, arrival));
  }

  private void arrive(Life alive, Runnable arrival) {
    if (isAlive(alive) && !waits(() -> arrive(alive, arrival))) {
      arrival.run();
    }
  }

  /// Puts the work off while the node is stalled.
  private boolean waits(Runnable work) {
    boolean stalled = stalledUntil.isAfter(agenda.instant());
    if (stalled) {
      agenda.in(Duration.between(agenda.instant(), stalledUntil), work);
    }
    return stalled;
  }

  private boolean isAlive(Life alive) {
    return life.filter(alive::equals).isPresent();
  }

  /// One run of the agent and what it has started.
  private record Life(Agent agent, MemoryDriver driver) {}
}
