package weftline.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import weftline.core.Command;
import weftline.core.Explain;
import weftline.core.Instance;
import weftline.core.Life;
import weftline.core.Operation;
import weftline.core.State;
import weftline.model.Capacity;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PortRange;

/// A fabric in a bottle: the real controller and agents on one virtual clock, with a wire, a ledger
/// and machines that fail as the dice says. One plan, one story.
final class World {
  private static final List<Fault> FAULTS = List.of(Fault.values());
  private static final int NODES = 8;
  private static final int FAULT_DOMAINS = 3;
  private static final int PAUSE_MILLIS_MAX = 3_000;
  private static final int LULL_EVERY = 8;
  private static final Duration LULL = Duration.ofSeconds(30);
  private static final Duration CALM_ROUND = Duration.ofSeconds(30);
  private static final int CALM_ROUNDS_MAX = 30;

  private final Plan plan;
  private final Trace trace;
  private final Agenda agenda = new Agenda();
  private final Promises promises = new Promises();
  private final FaultyLedger ledger = new FaultyLedger(promises::read);
  private final Wire wire;
  private final Primary primary;
  private final List<PlayedNode> nodes = new ArrayList<>();
  private final PlayedBalancer balancer;

  World(Plan plan, Trace trace) {
    this.plan = plan;
    this.trace = trace;
    wire = new Wire(agenda, new SplittableRandom(plan.seed()));
    primary = new Primary(agenda, ledger, trace);
    balancer = new PlayedBalancer(agenda, wire, primary);
    for (int number = 0; number < NODES; number++) {
      nodes.add(new PlayedNode(node(number), agenda, wire, primary));
    }
  }

  /// Ends normally if every promise was kept.
  void run() {
    primary.start();
    nodes.forEach(PlayedNode::start);
    balancer.start();
    for (int action = 0; action < plan.actions(); action++) {
      RandomGenerator dice = new SplittableRandom(plan.seed() * 1_000_003 + action);
      pass(Duration.ofMillis(dice.nextInt(PAUSE_MILLIS_MAX)));
      act(dice);
      if (action % LULL_EVERY == LULL_EVERY - 1) {
        repair();
        pass(LULL);
      }
    }
    repair();
    converge();
  }

  Story story(Optional<String> failure) {
    return new Story(
        plan, failure, promises.events(), Duration.between(Instant.EPOCH, agenda.instant()));
  }

  private void pass(Duration time) {
    agenda.runUntil(agenda.instant().plus(time));
  }

  /// One thing that somebody asks for, or that goes wrong.
  private void act(RandomGenerator dice) {
    Tenant tenant = new Tenant(dice);
    PlayedNode node = nodes.get(dice.nextInt(NODES));
    switch (dice.nextInt(5)) {
      case 0, 1 -> ask("a tenant", tenant.change());
      case 2 -> {
        if (dice.nextInt(4) == 0) {
          ask("an operator", tenant.drain(node.id()));
        }
      }
      default -> fail(FAULTS.get(dice.nextInt(FAULTS.size())), node, dice);
    }
  }

  private void ask(String who, Function<Instant, Command> command) {
    trace.line(agenda.instant(), who + " asks for " + Words.of(command.apply(Instant.EPOCH)));
    primary.submit(
        command, decision -> trace.line(agenda.instant(), who + " hears " + Words.of(decision)));
  }

  private void fail(Fault fault, PlayedNode node, RandomGenerator dice) {
    if (!plan.faults().contains(fault)) {
      return;
    }
    trace.line(agenda.instant(), "fault " + fault + " (" + node.id() + ")");
    switch (fault) {
      case ROUGH_WIRE -> wire.rough(true);
      case NODE_MUTE -> wire.mute(node.id().value());
      case NODE_DEAF -> wire.deafen(node.id().value());
      case NODE_CRASH -> node.crash();
      case AGENT_RESTART -> {
        node.crash();
        node.start();
      }
      case INSTANCE_CRASH -> node.crashSomething(dice);
      case CONTROLLER_CRASH -> {
        primary.die();
        agenda.in(Duration.ofMillis(dice.nextInt(10_000)), this::startController);
      }
      case CRASH_IN_APPEND -> {
        ledger.dieAt(dice.nextBoolean() ? FaultyLedger.Death.BEFORE : FaultyLedger.Death.AFTER);
        agenda.in(Duration.ofSeconds(12), this::startController);
      }
      case LEDGER_FULL -> {
        ledger.fill(true);
        agenda.in(Duration.ofMillis(dice.nextInt(20_000)), () -> ledger.fill(false));
      }
      case CLOCK_JUMP -> primary.skew(Duration.ofMinutes(dice.nextInt(-120, 120)));
    }
  }

  private void startController() {
    primary.start();
  }

  /// Ends every fault that lasts.
  private void repair() {
    trace.line(agenda.instant(), "everything is repaired");
    ledger.fill(false);
    ledger.dieAt(FaultyLedger.Death.NEVER);
    wire.rough(false);
    primary.start();
    for (PlayedNode node : nodes) {
      wire.mend(node.id().value());
      node.start();
    }
  }

  /// The faults are over: everything finds its place, with all the time that one needs.
  private void converge() {
    Optional<String> complaint = Optional.of("no time has passed");
    for (int round = 0; complaint.isPresent(); round++) {
      if (round == CALM_ROUNDS_MAX) {
        throw new BrokenPromiseException("when all is well again: " + complaint.get());
      }
      pass(CALM_ROUND);
      complaint = complaint();
    }
    State state = primary.state().orElseThrow();
    check(promises.replayed().equals(state), "replaying the log gives another state");
    check(primary.recovered().equals(state), "a restart would find another state");
  }

  /// What is not yet as it should be.
  private Optional<String> complaint() {
    State state = primary.state().orElseThrow();
    if (!balancer.table().generation().equals(state.routingGeneration())) {
      return Optional.of("the balancer does not follow the newest table");
    }
    Stream<String> ofNodes =
        state.nodes().values().stream()
            .filter(node -> !node.isUp())
            .map(node -> node.id() + " does not come back");
    Stream<String> ofInstances =
        state.instances().values().stream().flatMap(instance -> complaint(state, instance));
    Stream<String> ofOperations =
        state.runningOperations().stream()
            .filter(operation -> !mayWait(state, operation))
            .map(operation -> operation + " does not end");
    return Stream.of(ofNodes, ofInstances, ofOperations).flatMap(each -> each).findFirst();
  }

  /// An instance runs where the state says and nowhere else; one without a home says why.
  private Stream<String> complaint(State state, Instance instance) {
    Stream<String> ofPlaces =
        nodes.stream()
            .filter(node ->
                node.runs(instance.id()) != instance.node().filter(node.id()::equals).isPresent())
            .map(node ->
                "%s %s on %s, its home is %s"
                    .formatted(
                        instance.id(),
                        node.runs(instance.id()) ? "runs" : "does not run",
                        node.id(),
                        instance.node()));
    boolean explained =
        state
            .deployments()
            .get(instance.id().deployment())
            .filter(deployment -> deployment.failure().isPresent())
            .isPresent();
    boolean settled = instance.isReady() || (instance.life() == Life.WANTED && explained);
    Stream<String> ofLife =
        settled ? Stream.empty() : Stream.of(instance.id() + " stays " + instance.life());
    return Stream.concat(ofPlaces, ofLife);
  }

  private static boolean mayWait(State state, Operation operation) {
    String waitsFor = Explain.waitsFor(state, operation);
    return Explain.isUnplaceable(state, operation)
        || waitsFor.contains("somebody must allow")
        || waitsFor.contains("their deployment must be well, and there must be room elsewhere");
  }

  private static NodeDescription node(int number) {
    int cores = 2 + number % 4;
    return new NodeDescription(
        new NodeId("n" + number),
        "10.0.0." + number,
        number % FAULT_DOMAINS,
        new Capacity(cores * 1_000, cores * 1_792, cores * 250 * 1_024),
        new PortRange(20_000, 20_099));
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new BrokenPromiseException(otherwise);
    }
  }
}
