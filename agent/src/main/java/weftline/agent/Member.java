package weftline.agent;

import java.util.Optional;
import weftline.model.NodeReport;
import weftline.model.RackReport.Digested;

/// One of the nodes that an aggregator speaks for: what it said last, and how much of that the
/// controller knows. Not safe for more than one thread.
final class Member {
  /// So often may it say the same before it is passed on.
  private static final int PATIENCE = 2;

  /// It is gone when so many deliveries found nothing from it.
  private static final int DELIVERIES_MAX = 100;

  private Digested said;
  private Gatherer.Outcome outcome = Gatherer.Outcome.FAILED;
  private Optional<Long> delivered = Optional.empty();
  private boolean trusted;
  private int waiting;
  private int silentDeliveries;

  Member(Digested first) {
    said = first;
  }

  void say(NodeReport report, long digest) {
    said = new Digested(digest, report);
    waiting++;
    silentDeliveries = 0;
  }

  Digested said() {
    return said;
  }

  /// What became of what was delivered last.
  Gatherer.Outcome outcome() {
    return outcome;
  }

  boolean isWaiting() {
    return waiting > 0;
  }

  /// Whether what it says should be passed on at once.
  boolean isUrgent() {
    return outcome != Gatherer.Outcome.KNOWN || isNews() || waiting > PATIENCE;
  }

  /// Whether it is enough to say that it has said this before.
  boolean isRepeating() {
    return trusted && !isNews();
  }

  private boolean isNews() {
    return delivered.filter(digest -> digest == said.digest()).isEmpty();
  }

  /// Is on its way to the controller.
  void taken() {
    waiting = 0;
  }

  /// Another delivery has found nothing from it.
  ///
  /// @return whether it has been silent for long
  boolean passedOver() {
    silentDeliveries++;
    return silentDeliveries > DELIVERIES_MAX;
  }

  /// @param wanted whether the controller wants to hear it in full again
  void delivered(Digested sent, boolean wanted) {
    outcome = Gatherer.Outcome.KNOWN;
    delivered = Optional.of(sent.digest());
    trusted = !wanted;
  }

  void lost(Gatherer.Outcome how) {
    outcome = how;
    delivered = Optional.empty();
    trusted = false;
  }
}
