package weftline.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.core.FabricLevel;
import weftline.core.FabricSettings;
import weftline.core.Operation;
import weftline.core.State;
import weftline.core.Tidying;
import weftline.model.Capacity;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PortRange;
import weftline.model.RoutingTable;

/// A fabric in a bottle: the real controller and agents on one virtual clock, with a wire, a ledger
/// and machines that fail as the dice says. One plan, one story.
final class World {
  /// What goes wrong often; an echo has a place of its own, so that older stories stay what they
  /// were.
  private static final List<Fault> FAULTS =
      List.copyOf(EnumSet.complementOf(EnumSet.of(Fault.ECHO)));

  private static final int ECHO_EVERY = 13;
  private static final int NODES = 8;
  private static final int FAULT_DOMAINS = 3;
  private static final int PAUSE_MILLIS_MAX = 3_000;
  private static final int LULL_EVERY = 8;

  /// Every so many fabrics use every quiet moment to move something.
  private static final int TIDY_EVERY = 5;

  private static final Tidying TIDYING = new Tidying(1_000, 2, Duration.ofSeconds(5), false);
  private static final Duration LULL = Duration.ofSeconds(30);
  private static final Duration CALM_ROUND = Duration.ofSeconds(30);
  private static final int CALM_ROUNDS_MAX = 30;

  private final Plan plan;
  private final Trace trace;
  private final Agenda agenda = new Agenda();
  private final Promises promises;
  private final Primary primary;
  private final List<PlayedNode> nodes = new ArrayList<>();
  private final PlayedBalancer balancer;
  private final Clients clients;
  private final Misfortune misfortune;
  private final Set<String> refused = new TreeSet<>();

  World(Plan plan, Trace trace) {
    this.plan = plan;
    this.trace = trace;
    Wire wire = new Wire(agenda, new SplittableRandom(plan.seed()));
    promises = new Promises(agenda, trace, this::forwarded);
    Disk disk = new Disk(agenda, promises);
    primary = new Primary(agenda, disk, promises, trace);
    balancer = new PlayedBalancer(agenda, wire, primary);
    for (int number = 0; number < NODES; number++) {
      nodes.add(new PlayedNode(node(number), agenda, wire, primary));
    }
    clients = new Clients(agenda, balancer, nodes);
    misfortune = new Misfortune(agenda, wire, disk, primary, balancer, nodes);
  }

  /// Ends normally if every promise was kept.
  void run() {
    primary.start();
    nodes.forEach(PlayedNode::start);
    balancer.start();
    clients.start();
    if (plan.seed() % TIDY_EVERY == 0) {
      FabricSettings tidy = FabricSettings.DEFAULT.withTidying(TIDYING);
      int level = FabricLevel.HIGHEST.number();
      primary.submit(at -> new Command.ReportKeepers(at, level, List.of()), _ -> {});
      primary.submit(at -> new Command.ConfigureFabric(at, tidy), _ -> {});
    }
    for (int action = 0; action < plan.actions(); action++) {
      RandomGenerator dice = new SplittableRandom(plan.seed() * 1_000_003 + action);
      pass(Duration.ofMillis(dice.nextInt(PAUSE_MILLIS_MAX)));
      act(action, dice);
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
  private void act(int action, RandomGenerator dice) {
    Tenant tenant = new Tenant(dice, "tenant-" + action);
    PlayedNode node = nodes.get(dice.nextInt(NODES));
    switch (dice.nextInt(5)) {
      case 0, 1 -> ask(tenant, tenant.change());
      case 2 -> {
        if (dice.nextInt(4) == 0) {
          ask(tenant, tenant.drain(node.id()));
        } else if (dice.nextInt(ECHO_EVERY) == 0) {
          fail(Fault.ECHO, node, dice);
        }
      }
      default -> fail(FAULTS.get(dice.nextInt(FAULTS.size())), node, dice);
    }
  }

  private void ask(Tenant tenant, Function<Instant, Command> command) {
    String who = tenant.by();
    trace.line(agenda.instant(), who + " asks for " + Words.of(command.apply(Instant.EPOCH)));
    primary.submit(
        command,
        decision -> {
          trace.line(agenda.instant(), who + " hears " + Words.of(decision));
          if (decision instanceof Decision.Refused) {
            refused.add(who);
          }
        });
  }

  private void fail(Fault fault, PlayedNode node, RandomGenerator dice) {
    if (!plan.faults().contains(fault)) {
      return;
    }
    trace.line(agenda.instant(), "fault " + fault + " (" + node.id() + ")");
    clients.somethingIsWrong();
    misfortune.befall(fault, node, dice);
  }

  private void repair() {
    trace.line(agenda.instant(), "everything is repaired");
    misfortune.repair();
    clients.allIsWell();
  }

  /// The faults are over: everything finds its place, with all the time that one needs.
  private void converge() {
    Calm calm = new Calm(nodes, balancer);
    Optional<String> complaint = Optional.of("no time has passed");
    for (int round = 0; complaint.isPresent(); round++) {
      if (round == CALM_ROUNDS_MAX) {
        throw new BrokenPromiseException("when all is well again: " + complaint.get());
      }
      pass(CALM_ROUND);
      complaint = calm.complaint(primary.state().orElseThrow());
    }
    State state = primary.state().orElseThrow();
    BrokenPromiseException.unless(
        promises.state().equals(state), () -> "replaying the log gives another state");
    BrokenPromiseException.unless(
        primary.recovered().equals(state), () -> "a restart would find another state");
    for (Operation operation : state.operations().values()) {
      BrokenPromiseException.unless(
          !refused.contains(operation.by()), () -> operation.id() + " was refused and is there");
    }
  }

  private RoutingTable forwarded() {
    return balancer.table();
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
}
