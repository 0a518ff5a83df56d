package weftline.controller;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A ledger for the simulator and for tests. Outlives the controllers that write to it, as a disk
/// would; closing it does nothing.
public final class MemoryLedger implements Ledger {
  private final List<Entry> entries = new ArrayList<>();
  private Optional<Checkpoint> checkpoint = Optional.empty();
  private long next = 1;
  private boolean full;

  @Override
  public synchronized Recovery recover() {
    return new Recovery(checkpoint, entries);
  }

  @Override
  public synchronized void append(Entry entry) throws IOException {
    check();
    if (entry.index() != next) {
      throw new IllegalArgumentException("entry " + entry.index() + " where " + next + " belongs");
    }
    entries.add(entry);
    next = entry.next();
  }

  @Override
  public synchronized void check() throws IOException {
    if (full) {
      throw new IOException("The memory ledger was told to be full.");
    }
  }

  @Override
  public synchronized void save(Checkpoint newest) {
    checkpoint = Optional.of(newest);
    entries.removeIf(entry -> entry.next() <= newest.next() - Journal.EVENTS_MAX);
  }

  /// From now on refuses to append, or takes entries again.
  public synchronized void fill(boolean nowFull) {
    full = nowFull;
  }

  @Override
  public void close() {
    // nothing to let go of
  }
}
