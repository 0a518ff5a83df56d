package weftline.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.Aggregator;
import weftline.model.Generation;
import weftline.model.HostAndPort;
import weftline.model.LogLine;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;

/// A node's way to the controller that reports through whoever gathers the reports of its fault
/// domain. Nothing depends on that one: what cannot be said through it is said alone. Reports come
/// from one thread at a time.
public final class RackLink implements ControllerLink {
  private static final Logger LOG = LoggerFactory.getLogger(RackLink.class);

  private final NodeId self;
  private final ControllerLink link;
  private final Uplink uplink;
  private final Gatherer gatherer;
  private final Spokesman spokesman;
  private Optional<ReportDoor> door;
  private boolean open;

  /// @param door empty if this node should report for itself only
  public RackLink(NodeId self, ControllerLink link, Uplink uplink, Optional<ReportDoor> door) {
    this.self = self;
    this.link = link;
    this.uplink = uplink;
    this.door = door;
    this.gatherer = new Gatherer(self, uplink);
    this.spokesman = new Spokesman(self);
  }

  @Override
  public void join(NodeDescription node) throws IOException {
    link.join(node);
  }

  @Override
  public Optional<NodeGoal> goal(NodeId node, Generation after, Duration wait) throws IOException {
    return link.goal(node, after, wait);
  }

  @Override
  public boolean report(NodeReport report) throws IOException {
    Optional<Aggregator> aggregator = spokesman.current();
    if (aggregator.isPresent()) {
      try {
        return reportThrough(aggregator.get(), report);
      } catch (IOException e) {
        LOG.debug("Node {} reports alone: {}", self, e.getMessage());
        spokesman.failed();
      }
    }
    Uplink.Reply reply = uplink.reportAlone(report, door.isPresent());
    spokesman.saidAlone(reply.aggregator());
    return reply.known();
  }

  private boolean reportThrough(Aggregator through, NodeReport report) throws IOException {
    if (!through.node().equals(self)) {
      String address =
          through.address().orElseThrow(() -> new IOException(through.node() + " has no address"));
      return uplink.reportThrough(address, report);
    }
    open();
    return switch (gatherer.hearSelf(report, Digests.of(report))) {
      case KNOWN -> true;
      case UNKNOWN -> false;
      case FAILED -> throw new IOException("the reports of the neighbours are not taken");
    };
  }

  private void open() throws IOException {
    if (!open && door.isPresent()) {
      try {
        String address = door.get().open(gatherer);
        if (!HostAndPort.fits(address)) {
          throw new IOException("nobody can call " + address);
        }
        gatherer.at(address);
        open = true;
      } catch (IOException e) {
        LOG.warn("Node {} cannot take in reports of its neighbours: {}", self, e.getMessage());
        door = Optional.empty();
        throw e;
      }
    }
  }

  @Override
  public void logs(NodeId node, List<LogLine> lines) throws IOException {
    link.logs(node, lines);
  }
}
