package weftline.agent;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.LogLine;
import weftline.model.NodeGoal;

/// An agent with its threads: one follows the controller's goal, one lets the instances take their
/// steps, one reports, one sends logs, one tests or changes the machine when that is wanted.
/// Without a controller all but the sending goes on.
public final class RunningAgent implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningAgent.class);
  private static final Duration RETRY_MIN = Duration.ofMillis(100);
  private static final Duration RETRY_MAX = Duration.ofSeconds(3);

  /// How often the controller is asked before the agent starts on the goal it has kept.
  private static final int FIRST_TRIES = 4;

  private final Agent agent;
  private final ControllerLink link;
  private final LogOutbox logs;
  private final ThreadFactory threads;
  private Optional<Life> life = Optional.empty();

  private RunningAgent(Agent agent, ControllerLink link, LogOutbox logs, ThreadFactory threads) {
    this.agent = agent;
    this.link = link;
    this.logs = logs;
    this.threads = threads;
  }

  /// Joins the fabric and works from now on.
  ///
  /// @param threads for work that waits; virtual threads will do
  public static RunningAgent start(
      Agent agent, ControllerLink link, LogOutbox logs, ThreadFactory threads) {
    var running = new RunningAgent(agent, link, logs, threads);
    running.revive();
    return running;
  }

  /// As if the node lost its power: every instance is killed and nothing is said any more.
  public synchronized void fallSilent() {
    life.ifPresent(Life::end);
    life = Optional.empty();
    agent.kill();
  }

  /// As if one instance crashed.
  ///
  /// @return whether there is such an instance on this node
  public boolean crash(InstanceId instance) {
    return agent.crash(instance);
  }

  /// As if a silent node were switched on again. Harmless for one that is not silent.
  public synchronized void revive() {
    if (life.isEmpty()) {
      var fresh = new Life();
      life = Optional.of(fresh);
      fresh.begin();
    }
  }

  /// Stops every instance with its grace, then ends.
  @Override
  public synchronized void close() {
    life.ifPresent(Life::end);
    life = Optional.empty();
    agent.stopAll();
    Instant limit = agent.clock().instant().plus(agent.settings().closeGrace());
    try {
      agent.runOnce();
      while (!agent.isIdle() && agent.clock().instant().isBefore(limit)) {
        agent.awaitNews();
        agent.runOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    agent.kill();
  }

  /// The threads between two silences.
  private final class Life {
    private final CountDownLatch over = new CountDownLatch(1);
    private final Bell reportBell = new Bell();
    private final Bell machineBell = new Bell();
    private volatile boolean joined;

    /// Whether the last pull failed; said once, not at every try.
    private boolean cutOff;

    /// Whether the newest goal could not be kept; said once, too.
    private boolean goalLost;

    private List<Thread> running = List.of();

    private void begin() {
      running =
          List.of(
              threads.newThread(guarded(this::followGoal)),
              threads.newThread(guarded(this::letStep)),
              threads.newThread(guarded(this::report)),
              threads.newThread(guarded(this::tendMachine)),
              threads.newThread(guarded(this::sendLogs)));
      running.forEach(Thread::start);
    }

    private void end() {
      over.countDown();
      running.forEach(Thread::interrupt);
    }

    private boolean isOver() {
      return over.getCount() == 0;
    }

    private void followGoal() throws InterruptedException {
      if (!findFirstGoal()) {
        agent.convergeOnKeptGoal();
      }
      var backoff = new Backoff(RETRY_MIN, RETRY_MAX);
      while (!isOver()) {
        if (pull(cutOff ? Duration.ZERO : agent.settings().goalWait())) {
          backoff.reset();
        } else {
          pause(backoff.next());
        }
      }
    }

    /// A goal from the controller is better than the kept one, which may be long out of date.
    private boolean findFirstGoal() throws InterruptedException {
      var backoff = new Backoff(RETRY_MIN, RETRY_MAX);
      for (int i = 0; i < FIRST_TRIES && !isOver(); i++) {
        if (pull(Duration.ZERO)) {
          return true;
        }
        pause(backoff.next());
      }
      return false;
    }

    /// Who was not heard is asked without a wait: that he answers again is to be known at once.
    ///
    /// @return whether the controller answered, and what it wants is taken
    private boolean pull(Duration wait) {
      try {
        if (!joined) {
          link.join(agent.node());
          joined = true;
        }
        Generation known = agent.applied();
        Optional<NodeGoal> newer = link.goal(agent.node().id(), known, wait);
        if (cutOff) {
          LOG.info("Node {} hears from its controller again", agent.node().id());
          cutOff = false;
        }
        return isOver() || newer.isEmpty() || take(newer.get());
      } catch (IOException e) {
        if (!cutOff) {
          LOG.warn(
              "Node {} hears nothing from its controller: {}", agent.node().id(), e.getMessage());
          cutOff = true;
        }
        return false;
      }
    }

    /// A goal that cannot be kept is not taken: after a restart the node would go back behind it.
    private boolean take(NodeGoal goal) {
      try {
        agent.converge(goal);
      } catch (IOException e) {
        if (!goalLost) {
          LOG.warn(
              "Node {} cannot keep its goal and stays with the one before, see to its disk: {}",
              agent.node().id(),
              e.toString());
          goalLost = true;
        }
        return false;
      }
      if (goalLost) {
        LOG.info("Node {} keeps its goal again", agent.node().id());
        goalLost = false;
      }
      ringForMachine(goal);
      return true;
    }

    private void ringForMachine(NodeGoal goal) {
      if (goal.test().isPresent() || goal.os().isPresent()) {
        machineBell.ring();
      }
    }

    private void letStep() throws InterruptedException {
      var last = agent.report();
      while (!isOver()) {
        agent.runOnce();
        var report = agent.report();
        if (!report.equals(last)) {
          last = report;
          reportBell.ring();
        }
        agent.awaitNews();
      }
    }

    private void report() throws InterruptedException {
      while (!isOver()) {
        reportBell.await(agent.settings().heartbeat());
        if (joined && !isOver()) {
          reportOnce();
        }
      }
    }

    private void reportOnce() {
      try {
        joined = link.report(agent.report());
        if (!joined) {
          link.join(agent.node());
          joined = true;
        }
      } catch (IOException e) {
        LOG.debug("Node {} cannot report: {}", agent.node().id(), e.getMessage());
      }
    }

    private void tendMachine() throws InterruptedException {
      while (!isOver()) {
        machineBell.await(agent.settings().goalWait());
        boolean isBrought = agent.bringOnce();
        if (agent.testOnce() || isBrought) {
          reportBell.ring();
        }
      }
    }

    private void sendLogs() throws InterruptedException {
      var backoff = new Backoff(RETRY_MIN, RETRY_MAX);
      while (!isOver()) {
        List<LogLine> batch = logs.await();
        if (batch.isEmpty()) {
          continue;
        }
        try {
          link.logs(agent.node().id(), batch);
          logs.sent(batch);
          backoff.reset();
          pause(RETRY_MIN);
        } catch (IOException e) {
          LOG.debug("Node {} cannot send logs: {}", agent.node().id(), e.getMessage());
          pause(backoff.next());
        }
      }
    }

    private void pause(Duration time) throws InterruptedException {
      if (over.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        Thread.currentThread().interrupt();
      }
    }

    private static Runnable guarded(Loop loop) {
      return () -> {
        try {
          loop.run();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
          LOG.error("An agent's thread ended; the node will be taken for lost", e);
        }
      };
    }
  }

  /// What a thread does until its life is over.
  @FunctionalInterface
  private interface Loop {
    void run() throws InterruptedException;
  }
}
