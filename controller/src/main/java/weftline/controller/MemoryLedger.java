package weftline.controller;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import weftline.core.State;

/// A ledger of one controller for the simulator and for tests. Outlives the controllers that write
/// to it, as a disk would; closing it does nothing.
public final class MemoryLedger implements Ledger {
  private static final int ENTRIES_PER_CHECKPOINT = 1_000;

  private final List<Entry> entries = new ArrayList<>();
  private final List<News> news = new ArrayList<>();
  private Optional<Checkpoint> checkpoint = Optional.empty();
  private long next = 1;
  private int sinceCheckpoint;
  private boolean full;

  @Override
  public synchronized Recovery recover() {
    news.clear();
    return Recovery.replay(checkpoint, entries);
  }

  @Override
  public synchronized CompletableFuture<Void> append(Entry entry, State after) {
    try {
      check();
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    if (entry.index() != next) {
      throw new IllegalArgumentException("entry " + entry.index() + " where " + next + " belongs");
    }
    entries.add(entry);
    next = entry.next();
    news.add(new News.Appended(entry, after));
    saveSometimes(new Position(after, entry.next(), entry.at()));
    return CompletableFuture.completedFuture(null);
  }

  private void saveSometimes(Position position) {
    sinceCheckpoint++;
    if (sinceCheckpoint == ENTRIES_PER_CHECKPOINT) {
      sinceCheckpoint = 0;
      checkpoint = Optional.of(position.checkpoint());
      entries.removeIf(entry -> entry.next() <= position.next() - Journal.EVENTS_MAX);
    }
  }

  @Override
  public synchronized List<News> news() {
    List<News> all = List.copyOf(news);
    news.clear();
    return all;
  }

  @Override
  public Standing standing() {
    return new Standing.Primary();
  }

  @Override
  public synchronized CompletableFuture<Long> confirm() {
    return CompletableFuture.completedFuture(next);
  }

  @Override
  public synchronized void check() throws IOException {
    if (full) {
      throw new IOException("The memory ledger was told to be full.");
    }
  }

  @Override
  public void listen(Runnable listener) {
    // there are news only while its controller appends
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
