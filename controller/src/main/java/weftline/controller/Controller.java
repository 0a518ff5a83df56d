package weftline.controller;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.core.Autopilot;
import weftline.core.Command;
import weftline.core.Decider;
import weftline.core.Decision;
import weftline.core.Event;
import weftline.core.Goals;
import weftline.core.State;
import weftline.model.Generation;
import weftline.model.NodeId;

/// The only writer of the fabric's state. Takes waiting commands in one batch, lets the core decide
/// and plan, and answers after the ledger has the events. While one batch is on its way the next
/// one gathers, so there is never any uncommitted state to roll back.
public final class Controller {
  private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
  private static final int BATCH_MAX = 1_000;
  private static final int WAITING_MAX = 10_000;
  private static final int ENTRIES_PER_CHECKPOINT = 1_000;

  /// How long the fabric's own timers may be late when nothing else happens.
  private static final Duration TICK = Duration.ofMillis(250);

  /// A controller that takes longer than this for one round hangs: its disk, most likely.
  private static final Duration ROUND_MAX = Duration.ofSeconds(5);

  private final Ledger ledger;
  private final LongSupplier monotonicNanos;
  private final SteadyClock clock;
  private final Journal journal = new Journal();
  private final Changes changes = new Changes();
  private final Changes routing = new Changes();
  private final GoalBells goals = new GoalBells();
  private final BlockingQueue<Waiting> inbox = new ArrayBlockingQueue<>(WAITING_MAX);
  private volatile State state;
  private volatile boolean writable = true;
  private volatile long lastRound;
  private long next;
  private int sinceCheckpoint;

  private Controller(Ledger ledger, Recovery recovery, Time time) {
    this.ledger = ledger;
    this.monotonicNanos = time.monotonicNanos();
    this.lastRound = monotonicNanos.getAsLong();
    this.next = recovery.next();
    long from = recovery.checkpoint().map(Checkpoint::next).orElse(1L);
    State recovered =
        recovery.checkpoint().map(saved -> State.restore(saved.state())).orElse(State.EMPTY);
    Instant last = recovery.checkpoint().map(Checkpoint::at).orElse(Instant.EPOCH);
    for (Entry entry : recovery.entries()) {
      journal.add(entry);
      if (entry.index() >= from) {
        recovered = recovered.applyAll(entry.events());
        last = entry.at();
        sinceCheckpoint++;
      }
    }
    this.state = recovered;
    this.clock = new SteadyClock(time.wall(), time.monotonicNanos(), last);
  }

  /// Recovers the state from the ledger and is ready to take commands.
  public static Controller open(Ledger ledger, Time time) throws IOException {
    return new Controller(ledger, ledger.recover(), time);
  }

  /// The latest committed state; safe to keep and to read from any thread.
  public State state() {
    return state;
  }

  /// What happened last.
  public Journal journal() {
    return journal;
  }

  /// The fabric's time; never runs backwards.
  public Instant now() {
    return clock.instant();
  }

  /// Why a change would not be taken now, one sentence for everybody; empty if it would be.
  public Optional<String> obstacle() {
    Duration silent = Duration.ofNanos(monotonicNanos.getAsLong() - lastRound);
    if (silent.compareTo(ROUND_MAX) > 0) {
      return Optional.of("The controller has not moved for %d s.".formatted(silent.toSeconds()));
    }
    return writable
        ? Optional.empty()
        : Optional.of("The ledger cannot be written; the controller's log says why.");
  }

  /// Hands in a command, which is made when its turn comes, with the time it is decided at:
  /// `submit(at -> new Command.Swap(at, by, service))`. The future ends once the outcome is
  /// durable, or with [Outage] if it could not be made durable.
  public CompletableFuture<Decision> submit(Function<Instant, Command> command) {
    Waiting waiting = new Waiting(command, new CompletableFuture<>());
    if (!inbox.offer(waiting)) {
      waiting
          .answer()
          .completeExceptionally(
              new Outage("More than %d commands wait.".formatted(WAITING_MAX), "Try again soon."));
    }
    return waiting.answer();
  }

  /// Hands in a command and waits for its outcome.
  public Decision ask(Function<Instant, Command> command) throws Outage, InterruptedException {
    try {
      return submit(command).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Outage outage) {
        throw outage;
      }
      throw new IllegalStateException("the controller broke on a command", e.getCause());
    }
  }

  /// Waits until the state is as wanted or the time is over; answers the state either way.
  public State await(Predicate<State> wanted, Duration max) throws InterruptedException {
    changes.await(() -> wanted.test(state), max);
    return state;
  }

  /// Waits until the goal of the node is newer than this or the time is over; answers the state
  /// either way.
  State awaitGoal(NodeId node, Generation after, Duration max) throws InterruptedException {
    goals.await(node, () -> state.goalGeneration(node).isAfter(after), max);
    return state;
  }

  /// The same for the routing table.
  State awaitRouting(Generation after, Duration max) throws InterruptedException {
    routing.await(() -> state.routingGeneration().isAfter(after), max);
    return state;
  }

  /// Waits until there are events above this number or the time is over.
  public void awaitEvents(long number, Duration max) throws InterruptedException {
    changes.await(() -> journal.last() > number, max);
  }

  /// Runs until interrupted: `Thread.ofVirtual().name("controller").start(controller::run)`.
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        List<Waiting> batch = new ArrayList<>();
        Waiting first = inbox.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          inbox.drainTo(batch, BATCH_MAX - 1);
        }
        process(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // asked to stop
    }
  }

  /// Handles what waits now, lets the passing of time have its effects, and returns; for a caller
  /// who owns the thread, such as the simulator.
  public void runOnce() {
    List<Waiting> batch = new ArrayList<>();
    inbox.drainTo(batch, BATCH_MAX);
    process(batch);
  }

  private void process(List<Waiting> batch) {
    Instant now = clock.instant();
    State ahead = state;
    List<Event> events = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    for (Waiting waiting : batch) {
      Decision decision = Decider.decide(ahead, waiting.command().apply(now));
      if (decision instanceof Decision.Accepted(var accepted)) {
        events.addAll(accepted);
        ahead = ahead.applyAll(accepted);
      }
      decisions.add(decision);
    }
    Autopilot.Plan plan = Autopilot.planned(ahead, now);
    events.addAll(plan.events());
    commit(batch, decisions, events, now, plan.after());
    if (events.isEmpty() && !writable) {
      lookAgain();
    }
    lastRound = monotonicNanos.getAsLong();
  }

  private void commit(
      List<Waiting> batch, List<Decision> decisions, List<Event> events, Instant at, State after) {
    if (!events.isEmpty() && !append(batch, new Entry(next, at, events), after)) {
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).answer().complete(decisions.get(i));
    }
  }

  private boolean append(List<Waiting> batch, Entry entry, State after) {
    try {
      ledger.append(entry);
    } catch (Ledger.NotLeader e) {
      fail(batch, new Outage(String.valueOf(e.getMessage()), "Send the request there."));
      return false;
    } catch (IOException e) {
      note(e);
      fail(batch, new Outage(String.valueOf(e.getMessage()), "Nothing has been changed."));
      return false;
    }
    noteWritable();
    next = entry.next();
    become(after, entry);
    checkpointSometimes(entry.at());
    return true;
  }

  /// Wakes only those whose goal or table has moved.
  private void become(State after, Entry entry) {
    State before = state;
    state = after;
    journal.add(entry);
    changes.signal();
    goals.ring(Goals.movedSince(after, before.newestGoal()));
    if (after.routingGeneration().isAfter(before.routingGeneration())) {
      routing.signal();
    }
  }

  /// Without anything to write, nobody would find out that the trouble is over.
  private void lookAgain() {
    try {
      ledger.check();
      noteWritable();
    } catch (IOException e) {
      note(e);
    }
  }

  /// Says it once, not at every try.
  private void note(IOException trouble) {
    if (writable) {
      LOG.atError().addKeyValue("reason", trouble.getMessage()).log("cannot write to the ledger");
    }
    writable = false;
  }

  private void noteWritable() {
    if (!writable) {
      LOG.atInfo().log("the ledger can be written again");
    }
    writable = true;
  }

  private static void fail(List<Waiting> batch, Outage outage) {
    batch.forEach(waiting -> waiting.answer().completeExceptionally(outage));
  }

  private void checkpointSometimes(Instant at) {
    sinceCheckpoint++;
    if (sinceCheckpoint < ENTRIES_PER_CHECKPOINT) {
      return;
    }
    sinceCheckpoint = 0; // after a failure the next try is as far away, not at once
    try {
      ledger.save(new Checkpoint(next, at, state.snapshot()));
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("cannot save a checkpoint");
    }
  }

  /// A command to come and the promise to answer it.
  private record Waiting(Function<Instant, Command> command, CompletableFuture<Decision> answer) {}
}
