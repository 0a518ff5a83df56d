package weftline.sim.chicago;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import weftline.controller.Entry;
import weftline.controller.MemoryLedger;
import weftline.core.State;
import weftline.sim.RelayedLedger;

/// A ledger in memory that shows every entry to somebody.
record Tap(MemoryLedger ledger, Consumer<Entry> reader) implements RelayedLedger {
  @Override
  public CompletableFuture<Void> append(Entry entry, State after) {
    reader.accept(entry);
    return ledger.append(entry, after);
  }
}
