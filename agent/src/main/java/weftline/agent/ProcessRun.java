package weftline.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.InstanceGoal;
import weftline.model.LogLine;
import weftline.model.RoleNumbers;

/// One life of an instance as processes, told from beginning to end by one thread: prepare the
/// folder, run the startup tasks, run the role, end everything. What others want of it, and what
/// its processes do, comes in as signals.
final class ProcessRun implements InstanceRun {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessRun.class);
  private static final Duration OVER_PATIENCE = Duration.ofSeconds(15);

  private final ProcessDriver driver;
  private final InstanceGoal firstGoal;
  private final Runnable news;
  private final Optional<ProcessRun> previous;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final MetricsFile metrics;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Optional<InstanceProcesses> processes = Optional.empty();
  private volatile Sighting sighting = Sighting.of(RunState.PREPARING);

  /// @param previous an earlier run of the same instance, which must be over before this one begins
  ProcessRun(
      ProcessDriver driver, InstanceGoal firstGoal, Runnable news, Optional<ProcessRun> previous) {
    this.driver = driver;
    this.firstGoal = firstGoal;
    this.news = news;
    this.previous = previous.filter(run -> !run.sighting.state().isOver());
    this.metrics = new MetricsFile(driver.folder(firstGoal.id()).metrics());
  }

  @Override
  public Sighting look() {
    return sighting;
  }

  @Override
  public Optional<Integer> milliCores() {
    return processes.flatMap(all -> driver.meter().milliCores(all.groups()));
  }

  @Override
  public Optional<RoleNumbers> numbers() {
    return metrics.numbers();
  }

  /// Reads what the role says of itself in numbers. Before its folder is prepared there is only
  /// what an earlier life has said.
  void readMetrics() {
    RunState state = sighting.state();
    if (state != RunState.PREPARING && !state.isOver()) {
      Optional<String> wrong = metrics.read();
      processes.ifPresent(all ->
          wrong.ifPresent(text -> all.note("%s: %s".formatted(RoleVariables.METRICS_FILE, text))));
    }
  }

  @Override
  public void update(InstanceGoal goal) {
    signals.add(new Signal.Update(goal));
  }

  @Override
  public void stop() {
    signals.add(new Signal.Stop());
  }

  @Override
  public void kill() {
    signals.add(new Signal.Kill());
  }

  @Override
  public void crash() {
    signals.add(new Signal.Crash());
  }

  /// Whether somebody wants it to end who has not been heard yet.
  boolean shouldEnd() {
    return signals.stream()
        .anyMatch(signal -> signal instanceof Signal.Stop || signal instanceof Signal.Kill);
  }

  boolean isOver() {
    return sighting.state().isOver();
  }

  void awaitOver() {
    try {
      if (!over.await(OVER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The processes of {} do not end", firstGoal.id());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void signal(Signal signal) {
    signals.add(signal);
  }

  /// The next signal, if one comes in time.
  Optional<Signal> nextSignal(Duration atMost) throws InterruptedException {
    return Optional.ofNullable(signals.poll(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS));
  }

  /// Waits no longer than until then.
  Duration until(Instant then) {
    Duration left = Duration.between(driver.clock().instant(), then);
    return left.isNegative() ? Duration.ZERO : left;
  }

  void show(RunState state, String detail) {
    var newer = new Sighting(state, detail);
    if (!newer.equals(sighting)) {
      sighting = newer;
      news.run();
    }
  }

  /// Lives this life. What a thread of the driver does.
  void live() {
    var end = new Sighting(RunState.FAILED, "ended by a bug; see the agent's log");
    try {
      previous.ifPresent(ProcessRun::awaitOver);
      end = liveWithLog();
    } catch (IOException e) {
      end = new Sighting(RunState.FAILED, "cannot keep its log: " + reason(e));
    } catch (InterruptedException e) {
      end = new Sighting(RunState.STOPPED, "interrupted");
      Thread.currentThread().interrupt();
    } finally {
      over.countDown();
      show(end.state(), end.detail());
    }
  }

  private Sighting liveWithLog() throws IOException, InterruptedException {
    try (var log = driver.openLog(firstGoal)) {
      Sighting end = liveWithProcesses(log);
      if (end.state() == RunState.FAILED) {
        log.add(LogLine.FABRIC, firstGoal.id().name() + ": " + end.detail());
      }
      return end;
    }
  }

  private Sighting liveWithProcesses(InstanceLog log) throws InterruptedException, IOException {
    var processes = new InstanceProcesses(driver, firstGoal.id(), log, this::signal);
    this.processes = Optional.of(processes);
    try {
      Optional<RuntimeEndpoint> endpoint = Optional.empty();
      try {
        prepare();
        var owner = driver.launcher().owner(firstGoal.role().runtime().elevated());
        endpoint =
            Optional.of(RuntimeEndpoint.open(driver.folder(firstGoal.id()).runtime(), owner));
        return new RolePlay(this, driver, processes, endpoint.get()).play(firstGoal);
      } finally {
        processes.killAll();
        if (endpoint.isPresent()) {
          endpoint.get().close();
        }
      }
    } catch (StartException e) {
      return new Sighting(RunState.FAILED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Sighting(RunState.FAILED, "could not start: " + reason(e));
    }
  }

  private void prepare() throws IOException {
    var image = driver.images().image(firstGoal.image(), firstGoal.role().name());
    var owner = driver.launcher().owner(firstGoal.role().runtime().elevated());
    driver.folder(firstGoal.id()).prepare(image, firstGoal.role(), owner);
  }

  private static String reason(IOException e) {
    String text = String.valueOf(e.getMessage());
    return e.getClass() == IOException.class ? text : e.getClass().getSimpleName() + " " + text;
  }
}
