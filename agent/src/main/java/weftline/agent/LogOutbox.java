package weftline.agent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import weftline.model.LogLine;

/// Lines on their way to the controller. When it cannot take them, the oldest give way.
public final class LogOutbox {
  static final int BATCH_MAX = 1_000;
  private static final int LINES_MAX = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Deque<LogLine> lines = new ArrayDeque<>();
  private final Bell bell = new Bell();

  void add(LogLine line) {
    synchronized (this) {
      lines.addLast(line);
      if (lines.size() > LINES_MAX) {
        lines.removeFirst();
      }
    }
    bell.ring();
  }

  /// The lines to send next, which stay until they are [#sent]. Waits a while for the first.
  List<LogLine> await() throws InterruptedException {
    if (isEmpty()) {
      bell.await(PATIENCE);
    }
    return next();
  }

  synchronized List<LogLine> next() {
    return new ArrayList<>(lines.stream().limit(BATCH_MAX).toList());
  }

  synchronized void sent(List<LogLine> batch) {
    for (LogLine line : batch) {
      if (line.equals(lines.peekFirst())) {
        lines.removeFirst();
      }
    }
  }

  private synchronized boolean isEmpty() {
    return lines.isEmpty();
  }
}
