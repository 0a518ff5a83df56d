package weftline.sim;

import java.io.IOException;
import java.util.function.Consumer;
import weftline.controller.Checkpoint;
import weftline.controller.Entry;
import weftline.controller.Ledger;
import weftline.controller.MemoryLedger;
import weftline.controller.Recovery;

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
  public void append(Entry entry) throws IOException {
    Death death = next;
    next = Death.NEVER;
    if (death == Death.BEFORE) {
      throw new ControllerDeath();
    }
    ledger.append(entry);
    reader.accept(entry);
    if (death == Death.AFTER) {
      throw new ControllerDeath();
    }
  }

  @Override
  public void check() throws IOException {
    ledger.check();
  }

  @Override
  public void save(Checkpoint checkpoint) {
    ledger.save(checkpoint);
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
