package weftline.controller;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import weftline.core.Event;

/// The most recent events with their numbers and times, for people to read. Memory only: filled
/// from the ledger on start.
public final class Journal {
  static final int EVENTS_MAX = 10_000;

  private final Deque<Line> lines = new ArrayDeque<>();

  /// One event as it stands in the ledger.
  public record Line(long number, Instant at, Event event) {}

  synchronized void add(Entry entry) {
    long number = entry.index();
    for (Event event : entry.events()) {
      lines.add(new Line(number++, entry.at(), event));
    }
    while (lines.size() > EVENTS_MAX) {
      lines.removeFirst();
    }
  }

  /// Up to `max` lines with numbers above the given one, oldest first.
  public synchronized List<Line> after(long number, int max) {
    List<Line> found = new ArrayList<>();
    for (var newestFirst = lines.descendingIterator(); newestFirst.hasNext(); ) {
      Line line = newestFirst.next();
      if (line.number() <= number) {
        break;
      }
      found.add(line);
    }
    List<Line> oldestFirst = found.reversed();
    return List.copyOf(oldestFirst.subList(0, Math.min(max, oldestFirst.size())));
  }

  /// The number of the newest event; 0 if there has been none.
  public synchronized long last() {
    return lines.isEmpty() ? 0 : lines.getLast().number();
  }
}
