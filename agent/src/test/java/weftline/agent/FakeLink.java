package weftline.agent;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import weftline.model.Generation;
import weftline.model.LogLine;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;

/// A controller as an agent sees it: has one goal, remembers what it was told, can be down.
final class FakeLink implements ControllerLink {
  private final List<NodeReport> reports = new ArrayList<>();
  private final List<LogLine> lines = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private Optional<NodeGoal> goal = Optional.empty();
  private int joins;
  private boolean down;
  private boolean known = true;

  synchronized void goal(NodeGoal newer) {
    goal = Optional.of(newer);
    notifyAll();
  }

  synchronized void down(boolean newDown) {
    down = newDown;
    notifyAll();
  }

  synchronized void forgetNode() {
    known = false;
  }

  synchronized int joins() {
    return joins;
  }

  /// How long the agent would wait for a goal, each time it asked.
  synchronized List<Duration> waits() {
    return List.copyOf(waits);
  }

  synchronized List<NodeReport> reports() {
    return List.copyOf(reports);
  }

  synchronized List<LogLine> lines() {
    return List.copyOf(lines);
  }

  @Override
  public synchronized void join(NodeDescription node) throws IOException {
    failIfDown();
    known = true;
    joins++;
  }

  @Override
  public synchronized Optional<NodeGoal> goal(NodeId node, Generation after, Duration wait)
      throws IOException {
    waits.add(wait);
    failIfDown();
    if (newer(after).isEmpty()) {
      pause(wait);
    }
    failIfDown();
    return newer(after);
  }

  @Override
  public synchronized boolean report(NodeReport report) throws IOException {
    failIfDown();
    reports.add(report);
    return known;
  }

  @Override
  public synchronized void logs(NodeId node, List<LogLine> newLines) throws IOException {
    failIfDown();
    lines.addAll(newLines);
  }

  private Optional<NodeGoal> newer(Generation after) {
    return goal.filter(known -> known.generation().isAfter(after));
  }

  private void pause(Duration wait) throws IOException {
    try {
      TimeUnit.MILLISECONDS.timedWait(this, wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private void failIfDown() throws IOException {
    if (down) {
      throw new IOException("the controller is down");
    }
  }
}
