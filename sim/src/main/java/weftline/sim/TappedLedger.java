package weftline.sim;

import java.util.List;
import weftline.controller.Ledger;
import weftline.controller.News;

/// A controller's ledger with somebody who listens in: what the controller learns, the story learns
/// first.
///
/// @param end ends the run
record TappedLedger(String controller, Ledger ledger, CommonLog log, Runnable end)
    implements MortalLedger, RelayedLedger {
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
}
