package weftline.controller;

import java.time.Instant;
import java.util.List;
import weftline.core.Event;

/// One batch of events in the ledger: durable as a whole or not at all.
///
/// @param index the number of its first event; events count from 1 for as long as the fabric lives
/// @param at when it was decided; never before the entry ahead of it
public record Entry(long index, Instant at, List<Event> events) {
  public Entry {
    events = List.copyOf(events);
    if (index < 1 || events.isEmpty()) {
      throw new IllegalArgumentException("no entry: index " + index + " of " + events);
    }
  }

  /// The index of the entry behind this one.
  public long next() {
    return index + events.size();
  }
}
