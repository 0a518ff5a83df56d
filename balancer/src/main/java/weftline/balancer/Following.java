package weftline.balancer;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.RoutingTable;

/// Decides what a balancer does with the tables it hears of, and when it says something itself.
/// While no controller answers, the last table holds, over a restart, too. Has no threads.
public final class Following {
  /// A report without news is made after so many rounds: its failure shows that the controller is
  /// not there, which the question for a newer table may learn late.
  static final int SILENT_ROUNDS_MAX = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Following.class);

  private final Consumer<RoutingTable> balancer;
  private final KeptTable kept;
  private Generation newest;
  private Optional<BalancerReport> told = Optional.empty();
  private int silentRounds;

  private Following(Consumer<RoutingTable> balancer, KeptTable kept, Generation newest) {
    this.balancer = balancer;
    this.kept = kept;
    this.newest = newest;
  }

  /// Begins by the table that was kept.
  ///
  /// @param balancer follows a table, unless it follows a newer one
  public static Following begin(Consumer<RoutingTable> balancer, KeptTable kept)
      throws IOException {
    RoutingTable last = kept.load().orElse(RoutingTable.EMPTY);
    balancer.accept(last);
    return new Following(balancer, kept, last.generation());
  }

  /// A controller has said what there is to follow; what is older than another one changes nothing.
  public void heard(RoutingTable table) {
    balancer.accept(table);
    if (table.generation().isAfter(newest)) {
      newest = table.generation();
      keep(table);
    }
  }

  /// Without it a balancer that starts anew waits for the controller; that is all.
  private void keep(RoutingTable table) {
    try {
      kept.save(table);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("cause", e.toString()).log("the routing table cannot be kept");
    }
  }

  /// Whether this is to be said in this round.
  boolean isDue(BalancerReport report) {
    boolean due = !told.equals(Optional.of(report)) || silentRounds >= SILENT_ROUNDS_MAX;
    silentRounds = due ? 1 : silentRounds + 1;
    return due;
  }

  /// @param heard whether the controller has it
  void said(BalancerReport report, boolean heard) {
    told = heard ? Optional.of(report) : Optional.empty();
  }
}
