package weftline.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import weftline.agent.Agent;
import weftline.agent.AgentSettings;
import weftline.agent.MemoryDriver;
import weftline.agent.MemoryGoal;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.core.Goals;
import weftline.core.State;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;

/// A node with the real agent, whose instances run in name only. What it keeps on disk outlives a
/// crash.
final class PlayedNode {
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final NodeDescription description;
  private final Agenda agenda;
  private final Wire wire;
  private final Primary primary;
  private final MemoryGoal disk = new MemoryGoal();
  private Optional<Life> life = Optional.empty();

  PlayedNode(NodeDescription description, Agenda agenda, Wire wire, Primary primary) {
    this.description = description;
    this.agenda = agenda;
    this.wire = wire;
    this.primary = primary;
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
    join(begun);
    heartbeat(begun);
    poll(begun);
    agenda.in(PATIENCE, () -> goOnAlone(begun));
  }

  /// Everything on it ends at once.
  void crash() {
    life = Optional.empty();
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

  boolean runs(InstanceId instance) {
    return life.filter(alive -> alive.driver().running(instance).isPresent()).isPresent();
  }

  private Life begin() {
    MemoryDriver driver = new MemoryDriver();
    try {
      Agent agent =
          Agent.open(description, AgentSettings.in(Path.of("unused")), driver, agenda, disk);
      return new Life(agent, driver);
    } catch (IOException e) {
      throw new UncheckedIOException("a memory driver always recovers", e);
    }
  }

  private void join(Life alive) {
    send(
        alive,
        () ->
            primary.submit(
                at -> new Command.JoinNode(at, description), decision -> heardIf(decision)));
  }

  private void heartbeat(Life alive) {
    if (!isAlive(alive)) {
      return;
    }
    alive.agent().runOnce();
    NodeReport report = alive.agent().report();
    send(
        alive,
        () ->
            primary.submit(
                at -> new Command.ReportNode(at, report), decision -> answered(alive, decision)));
    agenda.in(HEARTBEAT, () -> heartbeat(alive));
  }

  private void answered(Life alive, Decision decision) {
    heardIf(decision);
    if (decision instanceof Decision.Refused) {
      receive(alive, () -> join(alive));
    }
  }

  private void heardIf(Decision decision) {
    if (decision instanceof Decision.Accepted) {
      primary.heard(id());
    }
  }

  private void poll(Life alive) {
    if (!isAlive(alive)) {
      return;
    }
    Generation after = alive.agent().report().applied();
    send(alive, () -> primary.state().ifPresent(state -> answer(alive, state, after)));
    agenda.in(POLL, () -> poll(alive));
  }

  private void answer(Life alive, State state, Generation after) {
    if (state.goalGeneration(id()).isAfter(after)) {
      NodeGoal goal = Goals.nodeGoal(state, id());
      receive(alive, () -> converge(alive.agent(), goal));
    }
  }

  private static void converge(Agent agent, NodeGoal goal) {
    try {
      agent.converge(goal);
      agent.runOnce();
    } catch (IOException e) {
      throw new UncheckedIOException("memory always keeps a goal", e);
    }
  }

  private void goOnAlone(Life alive) {
    if (isAlive(alive) && alive.agent().report().applied().equals(Generation.ZERO)) {
      alive.agent().convergeOnKeptGoal();
      alive.agent().runOnce();
    }
  }

  private void send(Life alive, Runnable arrival) {
    if (isAlive(alive)) {
      wire.up(id().value(), arrival);
    }
  }

  private void receive(Life alive, Runnable arrival) {
    wire.down(
        id().value(),
        () -> {
          if (isAlive(alive)) {
            arrival.run();
          }
        });
  }

  private boolean isAlive(Life alive) {
    return life.filter(alive::equals).isPresent();
  }

  /// One run of the agent and what it has started.
  private record Life(Agent agent, MemoryDriver driver) {}
}
