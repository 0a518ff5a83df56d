package weftline.sim.chicago;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import weftline.controller.Controller;
import weftline.controller.Entry;
import weftline.controller.MemoryLedger;
import weftline.controller.NodeWatch;
import weftline.controller.Time;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.core.Event;
import weftline.core.State;
import weftline.model.NodeId;

/// The real controller with its node watch, on played time and a ledger in memory; measures how
/// long it thinks.
final class Mind {
  static final Duration GRACE = Duration.ofSeconds(30);
  static final int BATCH = 1_000;

  private final MemoryLedger ledger = new MemoryLedger();
  private final Gauges gauges;
  private final Consumer<Event> reader;
  private Instant now = Instant.EPOCH;
  private Optional<Life> life = Optional.empty();
  private long thought;
  private long events;
  private long refused;

  /// @param reader is shown every event before the state has it
  Mind(Gauges gauges, Consumer<Event> reader) {
    this.gauges = gauges;
    this.reader = reader;
    start();
  }

  /// One run of the program.
  private record Life(Controller controller, NodeWatch watch) {}

  State state() {
    return alive().controller().state();
  }

  Instant now() {
    return now;
  }

  long nanosThought() {
    return thought;
  }

  long events() {
    return events;
  }

  long refused() {
    return refused;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /// The controller ends; another one begins from the checkpoint and the log.
  ///
  /// @return how long that took, in real time
  Duration failover() {
    life = Optional.empty();
    long began = gauges.nanos();
    start();
    return Duration.ofNanos(gauges.nanos() - began);
  }

  /// Hands a command in; it is decided in the next round.
  void submit(Function<Instant, Command> command) {
    var _ =
        alive()
            .controller()
            .submit(command)
            .thenAccept(decision -> refused += decision instanceof Decision.Refused ? 1 : 0);
  }

  void submitAll(List<Function<Instant, Command>> commands) {
    for (int from = 0; from < commands.size(); from += BATCH) {
      commands.subList(from, Math.min(from + BATCH, commands.size())).forEach(this::submit);
      round();
    }
  }

  /// Lets the controller decide what waits, plan, and do so again until nothing more follows.
  void round() {
    long before;
    do {
      before = events;
      long began = gauges.nanos();
      alive().controller().runOnce();
      thought += gauges.nanos() - began;
    } while (events > before);
  }

  void heard(NodeId node) {
    alive().watch().heard(node);
  }

  void watch() {
    long began = gauges.nanos();
    alive().watch().runOnce();
    thought += gauges.nanos() - began;
    round();
  }

  private Life alive() {
    return life.orElseThrow();
  }

  private void start() {
    Controller controller =
        Controller.open(new Tap(ledger, this::read), new Time(() -> now, this::nanos));
    life = Optional.of(new Life(controller, new NodeWatch(controller, GRACE, this::nanos)));
  }

  private void read(Entry entry) {
    entry.events().forEach(reader);
    events += entry.events().size();
  }

  private long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }
}
