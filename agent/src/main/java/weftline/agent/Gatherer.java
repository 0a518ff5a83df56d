package weftline.agent;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.NodeId;
import weftline.model.NodeReport;

/// Speaks for the nodes that fail together with its own: passes their news on at once, and that
/// they are well whenever its own node reports. One delivery is on its way at a time; what is heard
/// meanwhile makes the next.
public final class Gatherer {
  private static final Logger LOG = LoggerFactory.getLogger(Gatherer.class);

  private final NodeId self;
  private final Uplink uplink;
  private final Gathering gathering = new Gathering();
  private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
  private Optional<CompletableFuture<Void>> next = Optional.empty();

  Gatherer(NodeId self, Uplink uplink) {
    this.self = self;
    this.uplink = uplink;
  }

  /// What became of what a node has said.
  public enum Outcome {
    /// The controller has it, or has had the last one and will have this soon.
    KNOWN,
    /// The controller does not know the node, which must join.
    UNKNOWN,
    /// The controller could not be told.
    FAILED
  }

  /// Where neighbours turn to.
  void at(String newAddress) {
    gathering.at(newAddress);
  }

  /// A neighbour has reported. Waits for the controller if there is news.
  public Outcome hear(NodeReport report, long digest) {
    if (gathering.note(report, digest)) {
      deliver();
    }
    return gathering.outcome(report.node());
  }

  /// Its own node has reported: everything that has been heard is passed on.
  Outcome hearSelf(NodeReport report, long digest) {
    var _ = gathering.note(report, digest);
    deliver();
    return gathering.outcome(self);
  }

  /// Returns when everything that was heard before the call has been delivered, or could not be.
  private void deliver() {
    CompletableFuture<Void> before;
    CompletableFuture<Void> mine;
    boolean leads;
    synchronized (this) {
      before = underWay;
      leads = next.isEmpty();
      mine = next.orElseGet(CompletableFuture::new);
      next = Optional.of(mine);
    }
    if (!leads) {
      mine.join();
      return;
    }
    before.join();
    try {
      send(take(mine));
    } finally {
      mine.complete(null);
    }
  }

  private synchronized Gathering.Load take(CompletableFuture<Void> delivery) {
    underWay = delivery;
    next = Optional.empty();
    return gathering.take();
  }

  private void send(Gathering.Load load) {
    try {
      Optional<Gathering.Load> rest = gathering.settle(load, uplink.reportAll(self, load.report()));
      if (rest.isPresent()) {
        var _ = gathering.settle(rest.get(), uplink.reportAll(self, rest.get().report()));
      }
    } catch (IOException e) {
      LOG.debug("Node {} cannot report for its neighbours: {}", self, e.getMessage());
      gathering.fail(load);
    }
  }
}
