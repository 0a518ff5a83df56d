package weftline.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import weftline.agent.Gathering.Load;
import weftline.controller.Controller;
import weftline.controller.GapWatch;
import weftline.controller.GroupWatch;
import weftline.controller.Membership;
import weftline.controller.NodeWatch;
import weftline.controller.OsWatch;
import weftline.controller.Peer;
import weftline.controller.Reception;
import weftline.controller.Standing;
import weftline.controller.Time;
import weftline.core.Command;
import weftline.core.Decider;
import weftline.core.Decision;
import weftline.core.Event;
import weftline.core.State;
import weftline.model.Aggregator;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.OperationId;
import weftline.model.RackAnswer;
import weftline.model.RackReport;
import weftline.model.RackReport.Digested;

/// A machine with the real controller and its watches. It can die, and starts again from its disk.
final class PlayedController {
  static final Duration GRACE = Duration.ofSeconds(9);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration HOP = Duration.ofMillis(1);

  /// Odd, and spreads over all bits.
  private static final long DIGEST_FACTOR = 0x9E37_79B9_7F4A_7C15L;

  private final Peer peer;
  private final Agenda agenda;
  private final Shelf shelf;
  private final Promises promises;
  private final Pledges pledges;
  private final Trace trace;
  private Optional<Life> life = Optional.empty();
  private boolean primary;
  private boolean retired;
  private Duration skew = Duration.ZERO;
  private Instant stalledUntil = Instant.EPOCH;

  /// @param shelf where its ledger is kept
  PlayedController(
      Peer peer, Agenda agenda, Shelf shelf, Promises promises, Pledges pledges, Trace trace) {
    this.peer = peer;
    this.agenda = agenda;
    this.shelf = shelf;
    this.promises = promises;
    this.pledges = pledges;
    this.trace = trace;
  }

  Peer peer() {
    return peer;
  }

  String name() {
    return peer.name();
  }

  Shelf shelf() {
    return shelf;
  }

  /// Does nothing if it is running, or if there is nothing that it could begin with.
  void start() {
    if (life.isPresent() || retired) {
      return;
    }
    if (!shelf.isLegible()) {
      trace.line(agenda.instant(), "the controller %s cannot read its disk".formatted(name()));
      return;
    }
    Life begun = open();
    life = Optional.of(begun);
    begun.ledger().listen(() -> agenda.in(HOP, () -> runOnce(begun)));
    lookAtStanding(begun);
    tick(begun);
  }

  void die() {
    life.ifPresent(alive -> alive.ledger().die());
    life = Optional.empty();
    primary = false;
    stalledUntil = Instant.EPOCH;
  }

  /// It has been taken out of the group; its program ends for good.
  void retire() {
    die();
    retired = true;
  }

  boolean isRetired() {
    return retired;
  }

  /// Does nothing for a while, then goes on as if no time had passed.
  void stall(Duration time) {
    life.ifPresent(alive -> {
      runOnce(alive);
      stalledUntil = agenda.instant().plus(time);
      shelf.stall(time);
    });
  }

  /// Does it as soon as it does anything.
  void awake(Runnable work) {
    if (stalledUntil.isAfter(agenda.instant())) {
      agenda.in(Duration.between(agenda.instant(), stalledUntil), () -> awake(work));
    } else {
      work.run();
    }
  }

  /// Its next program, which begins at once, is of the newest version.
  void upgrade() {
    shelf.upgrade();
    die();
    start();
  }

  /// Sets the machine's wall clock.
  void skew(Duration newSkew) {
    skew = newSkew;
  }

  /// Empty while it is dead.
  Optional<State> state() {
    return life.map(alive -> alive.controller().state());
  }

  /// Empty while it is dead.
  Optional<Standing> standing() {
    return life.map(alive -> alive.controller().standing());
  }

  void join(NodeDescription node) {
    submit(
        at -> new Command.JoinNode(at, node),
        decision -> {
          if (decision instanceof Decision.Accepted) {
            life.ifPresent(alive -> alive.watch().joined(node.id()));
          }
        });
  }

  /// A node's report has come in. One that says nothing new is not looked at, as one that an
  /// aggregator passes on.
  void report(NodeReport report, int faultDomain, Consumer<Decision> answer) {
    if (life.isEmpty()) {
      return;
    }
    Life alive = life.get();
    Controller controller = alive.controller();
    promises.saw(report);
    if (pledges.isReigning(controller)) {
      promises.reached(report.node());
    }
    Digested said = new Digested(digest(report), report);
    RackReport again = RackReport.of(Optional.empty(), List.of(said), List.of());
    if (alive.watch().heardAgain(faultDomain, again).isEmpty()) {
      requireNoNews(controller.state(), report);
      answer.accept(new Decision.Accepted(List.of()));
      return;
    }
    var _ =
        alive
            .watch()
            .hear(
                said,
                controller.state(),
                () -> controller.submit(at -> new Command.ReportNode(at, report)))
            .thenAccept(answer);
    agenda.in(HOP, () -> runOnce(alive));
  }

  /// One node reports for its rack.
  ///
  /// @param load what it sends, with what the digests in it stand for
  void reports(NodeId aggregator, Load load, Consumer<RackAnswer> answer) {
    if (life.isEmpty()) {
      return;
    }
    Life alive = life.get();
    State state = alive.controller().state();
    RackReport rack = load.report();
    load.full().forEach(said -> promises.saw(said.report()));
    if (pledges.isReigning(alive.controller())) {
      rack.nodes().forEach(promises::reached);
    }
    var _ =
        alive
            .reception()
            .hear(aggregator, rack)
            .thenAccept(heard -> {
              load.repeated().stream()
                  .filter(said -> !heard.wanted().contains(said.node()))
                  .filter(said -> !heard.unknown().contains(said.node()))
                  .forEach(said -> requireNoNews(state, said.report()));
              answer.accept(heard);
            });
    agenda.in(HOP, () -> runOnce(alive));
  }

  /// Who should report for a node from now on, which has done so by itself.
  Optional<Aggregator> aggregator(NodeId node) {
    return life.flatMap(alive -> alive.reception().aggregator(node, true));
  }

  /// In place of what agents work out from the bytes of a report. The hash of the whole would be
  /// the same for one goal more and for another letter in the version of an operating system.
  static long digest(NodeReport report) {
    long digest = report.instances().hashCode();
    digest = digest * DIGEST_FACTOR + report.applied().hashCode();
    digest = digest * DIGEST_FACTOR + report.test().hashCode();
    return digest * DIGEST_FACTOR + report.os().hashCode();
  }

  /// That a node which is behind has taken in an older goal is of no use to anybody.
  private void requireNoNews(State state, NodeReport report) {
    boolean behind = state.goalGeneration(report.node()).isAfter(report.applied());
    Decision missed = Decider.decide(state, new Command.ReportNode(agenda.instant(), report));
    BrokenPromiseException.unless(
        missed instanceof Decision.Accepted(var events)
            && events.stream().allMatch(event -> behind && event instanceof Event.NodeFollowed),
        () -> "%s was not listened to and would have led to %s".formatted(report, missed));
  }

  /// @param answer told the decision, unless the controller dies before, or cannot write
  void submit(Function<Instant, Command> command, Consumer<Decision> answer) {
    if (life.isEmpty()) {
      return;
    }
    Life alive = life.get();
    var _ =
        alive
            .controller()
            .submit(command)
            .whenComplete((decision, failure) -> {
              if (failure == null) {
                pledges.acknowledge(decision);
                answer.accept(decision);
              }
            });
    agenda.in(HOP, () -> runOnce(alive));
  }

  /// Reads as people do: what it shows has everything in it that was acknowledged before.
  void read() {
    Set<OperationId> before = pledges.known();
    awake(() -> confirm(alive -> show(alive, before)));
  }

  /// Gives somebody the group as it is for certain; nothing happens if it is not the one to know.
  void group(Consumer<Membership> reader) {
    awake(() -> confirm(alive -> reader.accept(alive.ledger().membership())));
  }

  private void confirm(Consumer<Life> reader) {
    if (life.isPresent() && primary) {
      Life alive = life.get();
      var _ = alive.ledger().confirm().thenAccept(_ -> agenda.in(HOP, () -> reader.accept(alive)));
    }
  }

  private void show(Life alive, Set<OperationId> before) {
    runOnce(alive);
    if (isAlive(alive)) {
      Pledges.requireAll(alive.controller().state(), before);
    }
  }

  /// What a restart would find.
  State recovered() {
    return open().controller().state();
  }

  private Life open() {
    MortalLedger ledger = shelf.open(this::dieInWrite);
    Controller controller =
        Controller.open(ledger, new Time(() -> agenda.instant().plus(skew), agenda::nanos));
    NodeWatch watch = new NodeWatch(controller, GRACE, agenda::nanos);
    Rounds rounds =
        new Rounds(new GapWatch(controller), new OsWatch(controller), new GroupWatch(controller));
    return new Life(ledger, controller, watch, new Reception(controller, watch), rounds);
  }

  /// The watch has a thread of its own: it looks on while the controller waits for its disk.
  private void tick(Life alive) {
    awake(() -> look(alive));
  }

  private void look(Life alive) {
    if (isAlive(alive)) {
      runOnce(alive);
      alive.watch().runOnce();
      alive.rounds().make();
      agenda.in(TICK, () -> tick(alive));
    }
  }

  private void runOnce(Life alive) {
    awake(() -> takeTurn(alive));
  }

  private void takeTurn(Life alive) {
    if (!isAlive(alive)) {
      return;
    }
    try {
      alive.controller().runOnce();
      lookAtStanding(alive);
    } catch (Disk.ControllerDeath _) {
      dieInWrite();
    }
  }

  private void lookAtStanding(Life alive) {
    boolean now = alive.controller().standing() instanceof Standing.Primary;
    if (now && !primary) {
      trace.line(agenda.instant(), "the controller %s decides".formatted(name()));
      pledges.begin(alive.controller());
    }
    primary = now;
  }

  private void dieInWrite() {
    trace.line(agenda.instant(), "the controller %s has died in a write".formatted(name()));
    die();
  }

  private boolean isAlive(Life alive) {
    return life.filter(alive::equals).isPresent();
  }

  /// One run of the program.
  private record Life(
      MortalLedger ledger,
      Controller controller,
      NodeWatch watch,
      Reception reception,
      Rounds rounds) {}

  /// What is looked after now and then.
  private record Rounds(GapWatch gaps, OsWatch systems, GroupWatch group) {
    void make() {
      gaps.runOnce();
      systems.runOnce();
      var _ = group.runOnce();
    }
  }
}
