package weftline.sim.chicago;

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

/// A ledger in memory that shows every entry to somebody.
record Tap(MemoryLedger ledger, Consumer<Entry> reader) implements Ledger {
  @Override
  public Recovery recover() {
    return ledger.recover();
  }

  @Override
  public CompletableFuture<Void> append(Entry entry, State after) {
    reader.accept(entry);
    return ledger.append(entry, after);
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
}
