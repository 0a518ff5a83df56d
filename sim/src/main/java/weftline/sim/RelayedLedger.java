package weftline.sim;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import weftline.controller.Entry;
import weftline.controller.History;
import weftline.controller.Ledger;
import weftline.controller.Membership;
import weftline.controller.News;
import weftline.controller.Recovery;
import weftline.controller.Standing;
import weftline.core.State;

/// Another ledger with somebody in between, who passes on whatever he does not look at.
public interface RelayedLedger extends Ledger {
  Ledger ledger();

  @Override
  default Recovery recover() {
    return ledger().recover();
  }

  @Override
  default CompletableFuture<Void> append(Entry entry, State after) {
    return ledger().append(entry, after);
  }

  @Override
  default List<News> news() {
    return ledger().news();
  }

  @Override
  default Standing standing() {
    return ledger().standing();
  }

  @Override
  default CompletableFuture<Long> confirm() {
    return ledger().confirm();
  }

  @Override
  default void check() throws IOException {
    ledger().check();
  }

  @Override
  default void listen(Runnable listener) {
    ledger().listen(listener);
  }

  @Override
  default History history() {
    return ledger().history();
  }

  @Override
  default Membership membership() {
    return ledger().membership();
  }

  @Override
  default void close() throws IOException {
    ledger().close();
  }
}
