package weftline.sim;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import weftline.controller.Entry;
import weftline.controller.Ledger;
import weftline.controller.MemoryLedger;
import weftline.controller.News;
import weftline.controller.Recovery;
import weftline.controller.Standing;
import weftline.core.State;

/// A ledger whose controller can die in the middle of an append, before or after the entry is
/// durable.
final class FaultyLedger implements Ledger {
  private final MemoryLedger ledger = new MemoryLedger();
  private final Consumer<Entry> reader;
  private Death next = Death.NEVER;

  /// @param reader is given every entry once it is durable
  FaultyLedger(Consumer<Entry> reader) {
    this.reader = reader;
  }

  /// Lets the controller die at its next append.
  void dieAt(Death death) {
    next = death;
  }

  void fill(boolean full) {
    ledger.fill(full);
  }

  @Override
  public Recovery recover() {
    return ledger.recover();
  }

  @Override
  public CompletableFuture<Void> append(Entry entry, State after) {
    Death death = next;
    next = Death.NEVER;
    if (death == Death.BEFORE) {
      throw new ControllerDeath();
    }
    CompletableFuture<Void> durable = ledger.append(entry, after);
    if (!durable.isCompletedExceptionally()) {
      reader.accept(entry);
    }
    if (death == Death.AFTER) {
      throw new ControllerDeath();
    }
    return durable;
  }

  @Override
  public List<News> news() {
    return ledger.news();
  }

  @Override
  public Standing standing() {
    return ledger.standing();
  }

  @Override
  public CompletableFuture<Long> confirm() {
    return ledger.confirm();
  }

  @Override
  public void check() throws IOException {
    ledger.check();
  }

  @Override
  public void listen(Runnable listener) {
    ledger.listen(listener);
  }

  @Override
  public void close() {
    ledger.close();
  }

  /// When, seen from the entry's way to disk.
  enum Death {
    NEVER,
    BEFORE,
    AFTER
  }

  /// Goes through everything, as the end of a process does.
  static final class ControllerDeath extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
