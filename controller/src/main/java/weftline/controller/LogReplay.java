package weftline.controller;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Reads the records of a replicated log, sees that none is missing, and knows what stands where in
/// the end.
final class LogReplay implements SegmentLog.Reader {
  /// How many places before the checkpoint are read again, for people.
  private static final int HISTORY_MAX = 1_000;

  private final long checkpoint;
  private final NavigableMap<Long, Place> places = new TreeMap<>();
  private long next;
  private long tailBytes;

  /// @param checkpoint the place up to which another file has the state
  LogReplay(long checkpoint) {
    this.checkpoint = checkpoint;
  }

  @Override
  public void read(Path file, byte[] payload) throws IOException {
    LogRecord record = LedgerCodec.read(file, payload, LogRecord.class);
    if (next != 0 && record.number() != next) {
      throw new DamagedLedgerException(
          file, RecordFormat.HEADER_BYTES, "the record with number " + next + " is missing");
    }
    next = record.number() + 1;
    for (LogChange change : record.changes()) {
      apply(record.number(), change);
    }
    if (!places.isEmpty() && places.lastKey() > checkpoint) {
      tailBytes += payload.length;
    }
    while (!places.isEmpty() && places.firstKey() <= checkpoint - HISTORY_MAX) {
      places.pollFirstEntry();
    }
  }

  private void apply(long number, LogChange change) {
    switch (change) {
      case LogChange.Added added -> {
        places.tailMap(added.index(), true).clear();
        places.put(added.index(), new Place(number, added));
      }
      case LogChange.Cut(var from) -> places.tailMap(from, true).clear();
    }
  }

  /// The first place that the log has; 0 if it has none.
  long first() {
    return places.isEmpty() ? 0 : places.firstKey();
  }

  /// The number that the next record takes.
  long next() {
    return Math.max(1, next);
  }

  /// How long the records are that follow the checkpoint.
  long tailBytes() {
    return tailBytes;
  }

  /// In which record each place of the log was written.
  NavigableMap<Long, Long> records() {
    NavigableMap<Long, Long> records = new TreeMap<>();
    places.forEach((index, place) -> records.put(index, place.record()));
    return records;
  }

  /// Entries that the checkpoint has in it.
  List<Entry> history() {
    List<Entry> entries = new ArrayList<>();
    for (Place place : places.headMap(checkpoint, true).values()) {
      if (place.added().proposal().opened() instanceof Proposal.Batch(var entry)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /// What follows the checkpoint without a gap.
  List<LogChange.Added> tail() throws IOException {
    List<LogChange.Added> tail = connected();
    if (tail.size() < places.tailMap(checkpoint, false).size()) {
      throw new IOException(
          "The ledger lacks place %d between its checkpoint and its log. Remove this controller"
                  .formatted(checkpoint + 1 + tail.size())
              + " from the group and add it again with an empty folder.");
    }
    return tail;
  }

  /// What follows the checkpoint up to the first gap: behind one stands what came after a
  /// checkpoint that was brought from elsewhere.
  List<LogChange.Added> connected() {
    List<LogChange.Added> connected = new ArrayList<>();
    for (Place place : places.tailMap(checkpoint, false).values()) {
      if (place.added().index() != checkpoint + 1 + connected.size()) {
        break;
      }
      connected.add(place.added());
    }
    return connected;
  }

  /// The last place that is known without a gap.
  long reached() {
    return checkpoint + connected().size();
  }

  /// What stands at one place, and the record that says so.
  private record Place(long record, LogChange.Added added) {}
}
