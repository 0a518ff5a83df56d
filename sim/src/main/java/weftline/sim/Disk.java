package weftline.sim;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import weftline.controller.Entry;
import weftline.controller.News;
import weftline.controller.Position;
import weftline.controller.Recovery;
import weftline.controller.Standing;
import weftline.core.Snapshot;
import weftline.core.State;

/// The disk of one controller that is alone.
final class Disk implements Shelf {
  /// Far more often than in real life, so that most restarts begin from a checkpoint.
  private static final int ENTRIES_PER_CHECKPOINT = 40;

  private final Agenda agenda;
  private final Promises promises;
  private final List<Entry> entries = new ArrayList<>();
  private Optional<Saved> checkpoint = Optional.empty();
  private Duration delay = Duration.ZERO;
  private Death next = Death.NEVER;
  private boolean full;

  Disk(Agenda agenda, Promises promises) {
    this.agenda = agenda;
    this.promises = promises;
  }

  @Override
  public void dieAt(Death death) {
    next = death;
  }

  @Override
  public void fill(boolean nowFull) {
    full = nowFull;
  }

  @Override
  public void slowDown(Duration newDelay) {
    delay = newDelay;
  }

  @Override
  public void damageCheckpoint() {
    checkpoint = Optional.empty();
  }

  @Override
  public boolean isDamaged() {
    return false; // the log makes up for it
  }

  @Override
  public boolean isLegible() {
    return true;
  }

  @Override
  public void stall(Duration time) {
    // who is alone is slow by its writes
  }

  @Override
  public void upgrade() {
    // there is nobody who reads less
  }

  @Override
  public MortalLedger open(Runnable death) {
    return writer();
  }

  /// The ledger on this disk, for one life of a controller.
  Writer writer() {
    return new Writer();
  }

  private Position position() {
    Position read =
        checkpoint
            .map(saved -> new Position(State.restore(saved.state()), saved.next(), saved.at()))
            .orElse(new Position(State.EMPTY, 1, Instant.EPOCH));
    for (Entry entry : entries) {
      if (entry.index() >= read.next()) {
        read = new Position(read.state().applyAll(entry.events()), entry.next(), entry.at());
      }
    }
    return read;
  }

  private void write(Entry entry) {
    entries.add(entry);
    promises.read(entry);
    if (entries.size() % ENTRIES_PER_CHECKPOINT == 0) {
      checkpoint = Optional.of(new Saved(promises.checkedSnapshot(), entry.next(), entry.at()));
    }
  }

  /// Goes through everything, as the end of a process does.
  static final class ControllerDeath extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /// A checkpoint.
  private record Saved(Snapshot state, long next, Instant at) {}

  /// What one controller sees of the disk.
  final class Writer implements MortalLedger {
    private final List<News> news = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private boolean dead;

    @Override
    public void die() {
      dead = true;
    }

    @Override
    public Recovery recover() {
      return new Recovery(position(), entries);
    }

    @Override
    public CompletableFuture<Void> append(Entry entry, State after) {
      Death death = next;
      next = Death.NEVER;
      dieIf(death == Death.BEFORE);
      CompletableFuture<Void> durable = new CompletableFuture<>();
      if (full) {
        durable.completeExceptionally(new IOException("The disk was told to be full."));
      } else {
        write(entry, new News.Appended(entry, after), durable);
      }
      dieIf(death == Death.AFTER);
      return durable;
    }

    /// A slow write reaches the disk early or late, by the entry's number; a controller that dies
    /// meanwhile never knows which.
    private void write(Entry entry, News.Appended appended, CompletableFuture<Void> durable) {
      boolean early = delay.isZero() || entry.index() % 2 == 0;
      if (early) {
        Disk.this.write(entry);
      }
      if (delay.isZero()) {
        settle(appended, durable);
      } else {
        agenda.in(delay, () -> finish(early, appended, durable));
      }
    }

    private void finish(boolean early, News.Appended appended, CompletableFuture<Void> durable) {
      if (!dead) {
        if (!early) {
          Disk.this.write(appended.entry());
        }
        settle(appended, durable);
        listeners.forEach(Runnable::run);
      }
    }

    private void settle(News.Appended appended, CompletableFuture<Void> durable) {
      news.add(appended);
      durable.complete(null);
    }

    @Override
    public List<News> news() {
      List<News> all = List.copyOf(news);
      news.clear();
      return all;
    }

    @Override
    public Standing standing() {
      return new Standing.Primary();
    }

    @Override
    public CompletableFuture<Long> confirm() {
      return CompletableFuture.completedFuture(position().next());
    }

    @Override
    public void check() throws IOException {
      if (full) {
        throw new IOException("The disk was told to be full.");
      }
    }

    @Override
    public void listen(Runnable listener) {
      listeners.add(listener);
    }

    @Override
    public void close() {
      // nothing to let go of
    }

    private static void dieIf(boolean death) {
      if (death) {
        throw new ControllerDeath();
      }
    }
  }
}
