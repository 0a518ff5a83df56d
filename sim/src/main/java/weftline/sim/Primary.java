package weftline.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import weftline.controller.Controller;
import weftline.controller.GapWatch;
import weftline.controller.NodeWatch;
import weftline.controller.Time;
import weftline.core.Command;
import weftline.core.Decider;
import weftline.core.Decision;
import weftline.core.Event;
import weftline.core.State;
import weftline.model.NodeDescription;
import weftline.model.NodeReport;
import weftline.model.OperationId;
import weftline.model.RackReport;
import weftline.model.RackReport.Digested;

/// The real controller with its node watch. It can die, and starts again from its disk.
final class Primary {
  static final Duration GRACE = Duration.ofSeconds(9);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration HOP = Duration.ofMillis(1);

  private final Agenda agenda;
  private final Disk disk;
  private final Promises promises;
  private final Trace trace;
  private final Set<OperationId> promised = new TreeSet<>();
  private Optional<Life> life = Optional.empty();
  private Duration skew = Duration.ZERO;

  Primary(Agenda agenda, Disk disk, Promises promises, Trace trace) {
    this.agenda = agenda;
    this.disk = disk;
    this.promises = promises;
    this.trace = trace;
  }

  /// Does nothing if it is running.
  void start() {
    if (life.isPresent()) {
      return;
    }
    Life begun = open();
    for (OperationId operation : promised) {
      BrokenPromiseException.unless(
          begun.controller().state().operation(operation).isPresent(),
          () -> operation + " was acknowledged and is gone");
    }
    BrokenPromiseException.unless(
        begun.controller().state().equals(promises.state()),
        () -> "a restart has found another state");
    life = Optional.of(begun);
    begun.writer().listen(() -> agenda.in(HOP, () -> runOnce(begun)));
    promises.restarted();
    tick(begun);
  }

  void die() {
    life.ifPresent(alive -> alive.writer().die());
    life = Optional.empty();
  }

  /// Sets the machine's wall clock.
  void skew(Duration newSkew) {
    skew = newSkew;
  }

  /// Empty while it is dead.
  Optional<State> state() {
    return life.map(alive -> alive.controller().state());
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
    promises.saw(report);
    Life alive = life.get();
    long digest = report.hashCode();
    Digested said = new Digested(digest, report);
    RackReport again = RackReport.of(Optional.empty(), List.of(said), List.of());
    if (alive.watch().heardAgain(faultDomain, again).isEmpty()) {
      requireNoNews(alive.controller().state(), report);
      return;
    }
    Controller controller = alive.controller();
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
                remember(decision);
                answer.accept(decision);
              }
            });
    agenda.in(HOP, () -> runOnce(alive));
  }

  /// What a restart would find.
  State recovered() {
    return open().controller().state();
  }

  private void remember(Decision decision) {
    if (decision instanceof Decision.Accepted accepted) {
      accepted.operation().ifPresent(promised::add);
    }
  }

  private Life open() {
    Disk.Writer writer = disk.writer();
    Controller controller =
        Controller.open(writer, new Time(() -> agenda.instant().plus(skew), agenda::nanos));
    return new Life(
        writer,
        controller,
        new NodeWatch(controller, GRACE, agenda::nanos),
        new GapWatch(controller));
  }

  /// The watch has a thread of its own: it looks on while the controller waits for its disk.
  private void tick(Life alive) {
    if (isAlive(alive)) {
      runOnce(alive);
      alive.watch().runOnce();
      alive.gaps().runOnce();
      agenda.in(TICK, () -> tick(alive));
    }
  }

  private void runOnce(Life alive) {
    if (!isAlive(alive)) {
      return;
    }
    try {
      alive.controller().runOnce();
    } catch (Disk.ControllerDeath _) {
      trace.line(agenda.instant(), "a controller has died in an append");
      die();
    }
  }

  private boolean isAlive(Life alive) {
    return life.filter(alive::equals).isPresent();
  }

  /// One run of the program.
  private record Life(Disk.Writer writer, Controller controller, NodeWatch watch, GapWatch gaps) {}
}
