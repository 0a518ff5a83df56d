package weftline.controller;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import weftline.model.LogLine;
import weftline.model.ServiceName;

/// Reads one service's log from a time on, and goes on where it stopped when there is more. Belongs
/// to one thread.
public final class LogReader {
  /// Lines come in batches from many nodes; what is this many lines apart may be out of order.
  private static final int REORDER_LINES_MAX = 10_000;

  /// The clocks of nodes may be behind that of the files by this much.
  private static final Duration CLOCK_DIFFERENCE_MAX = Duration.ofMinutes(5);

  private static final int LINE_BYTES_MAX = 1 << 20;
  private static final Comparator<Numbered> BY_TIME =
      Comparator.comparing((Numbered numbered) -> numbered.line().at())
          .thenComparingLong(Numbered::number);

  private final ServiceName service;
  private final ServiceLog log;
  private final Instant since;
  private long file = 1;
  private long offset;
  private long seen;
  private long lines;

  LogReader(ServiceName service, ServiceLog log, Instant since) {
    this.service = service;
    this.log = log;
    this.since = since;
  }

  /// Hands on all lines there are by now, by their time.
  public void drain(Consumer consumer) throws IOException {
    seen = log.appended();
    var waiting = new PriorityQueue<>(BY_TIME);
    long last = log.number();
    while (true) {
      var next = log.firstFrom(file);
      if (next.isEmpty()) {
        break;
      }
      moveTo(next.getAsLong());
      readFile(waiting, consumer);
      if (file >= last) {
        break;
      }
      moveTo(file + 1);
    }
    while (!waiting.isEmpty()) {
      consumer.accept(waiting.remove().line());
    }
  }

  /// Waits until there is more to read, or the time is over; says which.
  public boolean await(Duration max) throws InterruptedException {
    return log.await(seen, max);
  }

  private void moveTo(long wanted) {
    if (wanted != file) {
      file = wanted;
      offset = 0;
    }
  }

  private void readFile(PriorityQueue<Numbered> waiting, Consumer consumer) throws IOException {
    if (log.lastWritten(file).plus(CLOCK_DIFFERENCE_MAX).isBefore(since)) {
      return;
    }
    var opened = log.read(file, offset);
    if (opened.isEmpty()) {
      return;
    }
    try (var in = opened.get()) {
      var line = new ByteArrayOutputStream();
      while (readLine(in, line)) {
        take(line.toByteArray(), waiting, consumer);
        line.reset();
      }
    }
  }

  private void take(byte[] bytes, PriorityQueue<Numbered> waiting, Consumer consumer)
      throws IOException {
    offset += bytes.length + 1L;
    var line = LogFormat.decode(service, bytes, bytes.length);
    if (line.isEmpty() || line.get().at().isBefore(since)) {
      return;
    }
    waiting.add(new Numbered(lines++, line.get()));
    if (waiting.size() > REORDER_LINES_MAX) {
      consumer.accept(waiting.remove().line());
    }
  }

  /// Returns false at the end of the file, also in the middle of a line: its end is still to come.
  private static boolean readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      if (octet == '\n') {
        return true;
      }
      line.write(octet);
      if (line.size() > LINE_BYTES_MAX) {
        throw new IOException("a line of the log is longer than " + LINE_BYTES_MAX + " bytes");
      }
    }
    return false;
  }

  /// Takes lines.
  @FunctionalInterface
  public interface Consumer {
    void accept(LogLine line) throws IOException;
  }

  /// A line and when it came.
  private record Numbered(long number, LogLine line) {}
}
