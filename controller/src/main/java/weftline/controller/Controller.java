package weftline.controller;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.core.Ahead;
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
///
/// Of a group of controllers only the primary decides; the others follow the ledger and send
/// commands back to whoever asked. Whether a batch has made it is learned from the ledger alone.
public final class Controller {
  private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
  private static final int BATCH_MAX = 1_000;
  private static final int WAITING_MAX = 10_000;

  /// So many new instances make an entry of a few megabytes.
  private static final int BATCH_INSTANCES_MAX = 10_000;

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
  private final Semaphore awake = new Semaphore(0);
  private volatile Position position;
  private volatile Standing standing = new Standing.Secondary(Optional.empty());
  private final Allegiance allegiance = new Allegiance();
  private volatile boolean writable = true;
  private volatile long lastRound;
  private final AtomicLong terms = new AtomicLong();
  private Optional<Batch> underWay = Optional.empty();

  private Controller(Ledger ledger, Recovery recovery, Time time) {
    this.ledger = ledger;
    this.monotonicNanos = time.monotonicNanos();
    this.lastRound = monotonicNanos.getAsLong();
    this.position = recovery.position();
    recovery.history().forEach(journal::add);
    this.clock = new SteadyClock(time.wall(), time.monotonicNanos(), position.at());
    ledger.listen(awake::release);
  }

  /// Recovers the state from the ledger and is ready to take commands.
  public static Controller open(Ledger ledger, Time time) {
    Controller controller = new Controller(ledger, ledger.recover(), time);
    controller.look();
    return controller;
  }

  /// The latest committed state that this controller knows; safe to keep and to read from any
  /// thread.
  public State state() {
    return position.state();
  }

  /// What happened last.
  public Journal journal() {
    return journal;
  }

  /// The fabric's time; never runs backwards.
  public Instant now() {
    return clock.instant();
  }

  /// Whether it decides, or who else may; a primary has everything in its state that was decided
  /// before.
  public Standing standing() {
    return standing;
  }

  /// Ends when another one is primary, or none for long, for those who wait for this one's answer.
  public CompletableFuture<Void> otherPrimary() {
    return allegiance.over();
  }

  /// How often it has become primary.
  long terms() {
    return terms.get();
  }

  /// Waits until it is primary, or the time is over; answers whether it is.
  public boolean awaitPrimacy(Duration max) throws InterruptedException {
    changes.await(() -> standing instanceof Standing.Primary, max);
    return standing instanceof Standing.Primary;
  }

  /// Why a change would not be taken now, one sentence for everybody; empty if it would be, here or
  /// at the primary.
  public Optional<String> obstacle() {
    Duration silent = Duration.ofNanos(monotonicNanos.getAsLong() - lastRound);
    if (silent.compareTo(ROUND_MAX) > 0) {
      return Optional.of("The controller has not moved for %d s.".formatted(silent.toSeconds()));
    }
    return switch (standing) {
      case Standing.Primary() ->
          writable
              ? Optional.empty()
              : Optional.of("The ledger cannot be written; the controller's log says why.");
      case Standing.Secondary(var primary) ->
          primary.isPresent()
              ? Optional.empty()
              : Optional.of("The controllers have no primary now.");
    };
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
    awake.release();
    return waiting.answer();
  }

  /// Hands in a command and waits for its outcome.
  public Decision ask(Function<Instant, Command> command) throws Outage, InterruptedException {
    return outcome(submit(command));
  }

  /// Whether a command would change anything, as far as is known now. Most reports do not, and need
  /// not wait for their turn: what is on its way in that moment, the next report is compared with.
  boolean isNews(Command command) {
    return isNews(state(), command);
  }

  boolean isNews(State known, Command command) {
    return !(standing instanceof Standing.Primary)
        || !(Decider.decide(known, command) instanceof Decision.Accepted(var events))
        || !events.isEmpty();
  }

  /// Fails if another controller decides.
  void requirePrimary() throws Outage {
    if (standing instanceof Standing.Secondary secondary) {
      throw Outage.of(secondary);
    }
  }

  /// Measures on a clock that nobody can set.
  LongSupplier monotonicNanos() {
    return monotonicNanos;
  }

  /// The fabric as it was at that time; empty if the ledger no longer knows.
  public Optional<Position> at(Instant time) throws IOException {
    return ledger.history().at(time, position);
  }

  /// The number of the newest event.
  public long lastEvent() {
    return position.next() - 1;
  }

  /// The fabric as it was after that event; empty if the ledger no longer knows.
  public Optional<Position> upTo(long event) throws IOException {
    return ledger.history().upTo(event, position);
  }

  /// Whether the ledger leads to this state.
  public Optional<History.Verification> verify() throws IOException {
    return ledger.history().verify(position);
  }

  /// The packages that were named at any time that this controller can still go back to, each by
  /// its SHA-256.
  Set<String> imagesHeld() throws IOException {
    return ledger.history().images();
  }

  /// Who keeps the ledger together with this controller.
  public Membership membership() {
    return ledger.membership();
  }

  /// Lets another controller in, or one out.
  public void change(Function<Membership, CompletableFuture<Void>> change)
      throws Outage, IOException, InterruptedException {
    try {
      change.apply(ledger.membership()).get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Ledger.NotPrimary elsewhere -> throw Outage.of(elsewhere);
        case IOException refused -> throw refused;
        case null, default -> throw new IllegalStateException("cannot change the group", e);
      }
    }
  }

  /// Waits until the state has everything in it that anybody was told before the call.
  public void catchUp() throws Outage, InterruptedException {
    long next = outcome(ledger.confirm());
    changes.await(() -> position.next() >= next, ROUND_MAX);
    if (position.next() < next) {
      throw new Outage(
          "The controller does not keep up with its ledger.",
          "Try again soon, or ask for what may be stale.");
    }
  }

  /// Waits for what was handed in.
  static <T> T outcome(CompletableFuture<T> future) throws Outage, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Outage outage -> throw outage;
        case Ledger.NotPrimary elsewhere -> throw Outage.of(elsewhere);
        case null, default ->
            throw new IllegalStateException("the controller broke on a command", e.getCause());
      }
    }
  }

  /// Waits until the state is as wanted or the time is over; answers the state either way.
  public State await(Predicate<State> wanted, Duration max) throws InterruptedException {
    changes.await(() -> wanted.test(state()), max);
    return state();
  }

  /// Waits until the goal of the node is newer than this or the time is over; answers the state
  /// either way.
  State awaitGoal(NodeId node, Generation after, Duration max) throws InterruptedException {
    goals.await(node, () -> state().goalGeneration(node).isAfter(after), max);
    return state();
  }

  /// The same for the routing table.
  State awaitRouting(Generation after, Duration max) throws InterruptedException {
    routing.await(() -> state().routingGeneration().isAfter(after), max);
    return state();
  }

  /// Waits until there are events above this number or the time is over.
  public void awaitEvents(long number, Duration max) throws InterruptedException {
    changes.await(() -> journal.last() > number, max);
  }

  /// Runs until interrupted: `Thread.ofVirtual().name("controller").start(controller::run)`.
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var _ = awake.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS);
        awake.drainPermits();
        runOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // asked to stop
    }
  }

  /// Follows the ledger, handles what waits now, lets the passing of time have its effects, and
  /// returns; for a caller who owns the thread, such as the simulator.
  public void runOnce() {
    look();
    switch (standing) {
      case Standing.Primary() -> decideNext();
      case Standing.Secondary secondary -> {
        fail(takeWaiting(), Outage.of(secondary)); // what is on its way may take long to be lost
        lastRound = monotonicNanos.getAsLong();
      }
    }
  }

  private void decideNext() {
    if (underWay.isEmpty()) {
      decide();
      settle();
      lastRound = monotonicNanos.getAsLong();
    }
  }

  private List<Waiting> takeWaiting() {
    List<Waiting> waiting = new ArrayList<>();
    inbox.drainTo(waiting, BATCH_MAX);
    return waiting;
  }

  /// What waits longest, unless there is enough for one batch: the others are not to wait for an
  /// entry of any length.
  private Optional<Waiting> next(int taken, State ahead) {
    int instances = ahead.instances().size() - state().instances().size();
    return taken < BATCH_MAX && instances < BATCH_INSTANCES_MAX
        ? Optional.ofNullable(inbox.poll())
        : Optional.empty();
  }

  /// Where it stands, and all that was decided before it came to stand there.
  private void look() {
    Standing now = ledger.standing();
    settle();
    if (!now.equals(standing)) {
      standing = now;
      if (now instanceof Standing.Primary) {
        terms.incrementAndGet();
      }
      changes.signal();
    }
    allegiance.see(now, monotonicNanos.getAsLong());
  }

  /// Takes in what the ledger has agreed on, then answers who waited for that.
  private void settle() {
    boolean ended = underWay.filter(batch -> batch.durable().isDone()).isPresent();
    List<News> news = ledger.news();
    news.forEach(this::follow);
    if (!news.isEmpty()) {
      clock.notBefore(position.at());
      changes.signal();
    }
    if (ended) {
      Batch batch = underWay.orElseThrow();
      underWay = Optional.empty();
      answer(batch);
    }
  }

  private void follow(News news) {
    switch (news) {
      case News.Appended(var entry, var after) -> {
        journal.add(entry);
        become(new Position(after, entry.next(), entry.at()));
      }
      case News.Restored(var restored) -> become(restored);
    }
  }

  /// Wakes only those whose goal or table has moved.
  private void become(Position newest) {
    State before = position.state();
    State after = newest.state();
    position = newest;
    if (goals.isAwaited()) { // who comes to wait from now on sees the newest
      goals.ring(Goals.movedSince(after, before.newestGoal()));
    }
    if (after.routingGeneration().isAfter(before.routingGeneration())) {
      routing.signal();
    }
  }

  private void decide() {
    Instant now = clock.instant();
    Ahead ahead = Ahead.of(state());
    List<Event> events = new ArrayList<>();
    List<Waiting> waiting = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    Optional<Waiting> next = next(0, ahead.state());
    while (next.isPresent()) {
      Decision decision = Decider.decide(ahead.state(), next.get().command().apply(now));
      if (decision instanceof Decision.Accepted(var accepted)) {
        events.addAll(accepted);
        ahead.apply(accepted);
      }
      waiting.add(next.get());
      decisions.add(decision);
      next = next(waiting.size(), ahead.state());
    }
    if (!inbox.isEmpty()) {
      awake.release();
    }
    events.addAll(Autopilot.plan(ahead, now));
    if (events.isEmpty()) {
      lookAgain();
      answer(waiting, decisions);
      return;
    }
    Entry entry = new Entry(position.next(), now, events);
    CompletableFuture<Void> durable = ledger.append(entry, ahead.kept());
    underWay = Optional.of(new Batch(waiting, decisions, durable));
    var _ = durable.whenComplete((_, _) -> awake.release());
  }

  private void answer(Batch batch) {
    try {
      batch.durable().join();
      noteWritable();
      answer(batch.waiting(), batch.decisions());
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case Ledger.NotPrimary elsewhere -> fail(batch.waiting(), Outage.unsure(elsewhere));
        case IOException trouble -> {
          note(trouble);
          fail(
              batch.waiting(),
              new Outage(String.valueOf(trouble.getMessage()), "Nothing has been changed."));
        }
        case null, default -> throw e;
      }
    }
  }

  private static void answer(List<Waiting> waiting, List<Decision> decisions) {
    for (int i = 0; i < waiting.size(); i++) {
      waiting.get(i).answer().complete(decisions.get(i));
    }
  }

  /// Without anything to write, nobody would find out that the trouble is over.
  private void lookAgain() {
    if (!writable) {
      try {
        ledger.check();
        noteWritable();
      } catch (IOException e) {
        note(e);
      }
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

  private static void fail(List<Waiting> waiting, Outage outage) {
    waiting.forEach(each -> each.answer().completeExceptionally(outage));
  }

  /// A command to come and the promise to answer it.
  private record Waiting(Function<Instant, Command> command, CompletableFuture<Decision> answer) {}

  /// What has been decided together.
  ///
  /// @param durable ends when the ledger has it
  private record Batch(
      List<Waiting> waiting, List<Decision> decisions, CompletableFuture<Void> durable) {}
}
