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

/// A controller's ledger with somebody who listens in: what the controller learns, the story learns
/// first.
final class TappedLedger implements MortalLedger {
  private final String controller;
  private final Ledger ledger;
  private final CommonLog log;
  private final Runnable end;

  /// @param end ends the run
  TappedLedger(String controller, Ledger ledger, CommonLog log, Runnable end) {
    this.controller = controller;
    this.ledger = ledger;
    this.log = log;
    this.end = end;
  }

  @Override
  public void die() {
    end.run();
  }

  @Override
  public List<News> news() {
    List<News> news = ledger.news();
    for (News each : news) {
      if (each instanceof News.Appended(var entry, var after)) {
        log.learned(controller, entry, after);
      }
    }
    return news;
  }

  @Override
  public Recovery recover() {
    return ledger.recover();
  }

  @Override
  public CompletableFuture<Void> append(Entry entry, State after) {
    return ledger.append(entry, after);
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
  public History history() {
    return ledger.history();
  }

  @Override
  public Membership membership() {
    return ledger.membership();
  }

  @Override
  public void close() throws IOException {
    ledger.close();
  }
}
