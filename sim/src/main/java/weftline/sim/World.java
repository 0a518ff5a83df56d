package weftline.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import weftline.core.Command;
import weftline.core.Condition;
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
  private static final int ECHO_EVERY = 13;
  private static final int UPGRADE_EVERY = 5;

  /// How often people read what a group of controllers has.
  private static final Duration READ_PAUSE = Duration.ofSeconds(2);

  /// How often all controllers are looked at, at most, until they have the same state.
  private static final int LOOKS = 20;

  private static final Duration LOOK_PAUSE = Duration.ofMillis(700);

  private static final int NODES = 8;
  private static final int FAULT_DOMAINS = 3;
  private static final int PAUSE_MILLIS_MAX = 3_000;
  private static final int LULL_EVERY = 8;

  /// Every so many fabrics use every quiet moment to move something.
  private static final int TIDY_EVERY = 5;

  /// In every so many fabrics the operating systems of the machines change.
  private static final int SYSTEMS_EVERY = 2;

  private static final Tidying TIDYING = new Tidying(1_000, 2, Duration.ofSeconds(5), false);
  private static final Duration LULL = Duration.ofSeconds(30);

  /// More than enough to find a primary, and for all others to hear of it.
  private static final Duration ELECTION = Duration.ofSeconds(10);

  private static final Duration CALM_ROUND = Duration.ofSeconds(30);
  private static final int CALM_ROUNDS_MAX = 30;

  private final Plan plan;
  private final Trace trace;
  private final Agenda agenda = new Agenda();
  private final Promises promises;
  private final Controllers controllers;
  private final Operator operator;
  private final Pledges pledges;
  private final List<Fault> faults;
  private final List<PlayedNode> nodes = new ArrayList<>();
  private final PlayedBalancer balancer;
  private final Clients clients;
  private final Misfortune misfortune;
  private final Set<String> refused = new TreeSet<>();

  World(Plan plan, Trace trace) {
    this.plan = plan;
    this.trace = trace;
    Wire wire = new Wire(agenda, new SplittableRandom(plan.seed()));
    faults = Fault.of(plan.cast());
    promises = new Promises(agenda, trace, this::forwarded);
    pledges = new Pledges(promises);
    Machines machines = new Machines(agenda, wire, promises, pledges, trace);
    controllers = machines.controllers(plan);
    operator = new Operator(agenda, controllers, trace);
    balancer = new PlayedBalancer(agenda, wire, controllers);
    Neighbourhood neighbours = new Neighbourhood(agenda, wire, plan.cast().racks());
    for (int number = 0; number < NODES; number++) {
      boolean earlier = number < plan.cast().earlierAgents();
      NodeDescription node = node(number);
      Access access = new Access(node.id().value(), agenda, wire, controllers);
      Dialect dialect = earlier ? Dialect.EARLIER : Dialect.NEWEST;
      nodes.add(new PlayedNode(node, dialect, agenda, access, neighbours));
    }
    clients = new Clients(agenda, balancer, nodes);
    misfortune = new Misfortune(agenda, wire, controllers, operator, balancer, nodes);
  }

  /// Ends normally if every promise was kept.
  void run() {
    controllers.all().forEach(PlayedController::start);
    if (plan.cast().isGroup()) {
      pass(ELECTION);
      read();
      operator.start();
    }
    nodes.forEach(PlayedNode::start);
    balancer.start();
    clients.start();
    if (plan.seed() % TIDY_EVERY == 0 || hasSystems()) {
      rise();
    }
    if (plan.seed() % TIDY_EVERY == 0) {
      tidyUp();
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
    until(operator::complaint);
    if (plan.cast().earlierControllers() && plan.faults().contains(Fault.CONTROLLER_UPGRADE)) {
      upgradeAll();
    }
    converge();
    if (plan.cast().isGroup()) {
      restartAll();
    }
  }

  /// Who is alone writes down himself what all can read.
  private void rise() {
    if (!plan.cast().isGroup()) {
      int level = FabricLevel.HIGHEST.number();
      controllers.ask(0, at -> new Command.ReportKeepers(at, level, List.of()), _ -> {});
    }
  }

  private void tidyUp() {
    FabricSettings tidy = FabricSettings.DEFAULT.withTidying(TIDYING);
    controllers.ask(0, at -> new Command.ConfigureFabric(at, tidy), _ -> {});
  }

  private void read() {
    controllers.all().forEach(PlayedController::read);
    agenda.in(READ_PAUSE, this::read);
  }

  /// One after the other, as one should.
  private void upgradeAll() {
    for (PlayedController each : controllers.all()) {
      each.upgrade();
      pass(ELECTION);
    }
    pass(ELECTION);
    int level = controllers.state().map(state -> state.keepers().level()).orElse(0);
    BrokenPromiseException.unless(
        level == FabricLevel.HIGHEST.number(),
        () -> "all controllers read more, and the fabric has stayed at level " + level);
  }

  /// All controllers lose their power at once; they find what they knew. What goes on meanwhile
  /// they hear one after the other.
  private void restartAll() {
    controllers.all().forEach(PlayedController::die);
    controllers.all().forEach(PlayedController::start);
    pass(ELECTION);
    for (int look = 1; look < LOOKS && !mistaken().isEmpty(); look++) {
      pass(LOOK_PAUSE);
    }
    BrokenPromiseException.unless(
        mistaken().isEmpty(), () -> mistaken() + " have another state than the log makes");
  }

  private List<String> mistaken() {
    return controllers.all().stream()
        .filter(each -> each.state().filter(promises.state()::equals).isEmpty())
        .map(PlayedController::name)
        .toList();
  }

  Story story(Optional<String> failure) {
    return new Story(
        plan,
        failure,
        promises.events(),
        pledges.acknowledged(),
        pledges.reigns(),
        Duration.between(Instant.EPOCH, agenda.instant()));
  }

  private void pass(Duration time) {
    agenda.runUntil(agenda.instant().plus(time));
  }

  /// One thing that somebody asks for, or that goes wrong.
  private void act(int action, RandomGenerator dice) {
    Tenant tenant = new Tenant(dice, "tenant-" + action);
    PlayedNode node = nodes.get(dice.nextInt(NODES));
    switch (dice.nextInt(5)) {
      case 0, 1 -> ask(action, tenant, tenant.change());
      case 2 -> {
        if (dice.nextInt(4) == 0) {
          ask(action, tenant, tenant.drain(node.id()));
        } else if (dice.nextInt(ECHO_EVERY) == 0) {
          fail(Fault.ECHO, node, dice);
        } else if (plan.cast().earlierAgents() > 0 && dice.nextInt(UPGRADE_EVERY) == 0) {
          fail(Fault.AGENT_UPGRADE, node, dice);
        } else if (hasSystems() && dice.nextInt(2) == 0) {
          ask(action, tenant, tenant.system());
        }
      }
      default -> fail(faults.get(dice.nextInt(faults.size())), node, dice);
    }
  }

  private boolean hasSystems() {
    return plan.seed() % SYSTEMS_EVERY == 1;
  }

  private void ask(int action, Tenant tenant, Function<Instant, Command> command) {
    String who = tenant.by();
    trace.line(agenda.instant(), who + " asks for " + Words.of(command.apply(Instant.EPOCH)));
    controllers.ask(
        action,
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
    controllers.state().stream()
        .flatMap(state -> state.nodes().values().stream())
        .filter(broken -> broken.condition() == Condition.FAULTY)
        .forEach(broken -> mend(broken.id()));
    clients.allIsWell();
  }

  private void mend(NodeId node) {
    controllers.ask(
        0, at -> new Command.JudgeNode(at, "operator", node, Command.Ruling.REPAIRED), _ -> {});
  }

  /// The faults are over: everything finds its place, with all the time that one needs.
  private void converge() {
    Calm calm = new Calm(nodes, balancer);
    pass(CALM_ROUND);
    until(() ->
        controllers
            .state()
            .map(calm::complaint)
            .orElse(Optional.of("the controllers have no primary")));
    State state = controllers.state().orElseThrow();
    BrokenPromiseException.unless(
        promises.state().equals(state), () -> "replaying the log gives another state");
    BrokenPromiseException.unless(
        plan.cast().isGroup() || controllers.all().getFirst().recovered().equals(state),
        () -> "a restart would find another state");
    for (Operation operation : state.operations().values()) {
      BrokenPromiseException.unless(
          !refused.contains(operation.by()), () -> operation.id() + " was refused and is there");
    }
  }

  /// Gives them all the time that one needs.
  private void until(Supplier<Optional<String>> complaint) {
    Optional<String> left = complaint.get();
    for (int round = 0; left.isPresent(); round++) {
      if (round == CALM_ROUNDS_MAX) {
        throw new BrokenPromiseException("when all is well again: " + left.get());
      }
      pass(CALM_ROUND);
      left = complaint.get();
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
