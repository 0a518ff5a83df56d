package weftline.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weftline.model.Aggregator;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RackAnswer;
import weftline.model.RackReport;

/// A controller and a neighbour as an agent's reports see them: what was known once need not be
/// said in full; either can be down.
final class FakeUplink implements Uplink {
  private final List<RackReport> racks = new ArrayList<>();
  private final List<String> ways = new ArrayList<>();
  private final Map<NodeId, Long> known = new HashMap<>();
  private final Set<NodeId> strangers = new HashSet<>();
  private Optional<Aggregator> aggregator = Optional.empty();
  private boolean controllerIsDown;
  private boolean neighbourIsDown;

  synchronized void appoint(Aggregator newAggregator) {
    aggregator = Optional.of(newAggregator);
  }

  synchronized void controllerIsDown(boolean down) {
    controllerIsDown = down;
  }

  synchronized void neighbourIsDown(boolean down) {
    neighbourIsDown = down;
  }

  /// As a new primary does.
  synchronized void forgetAll() {
    known.clear();
  }

  synchronized void doNotKnow(NodeId node) {
    strangers.add(node);
  }

  synchronized List<RackReport> racks() {
    return List.copyOf(racks);
  }

  /// Which ways single reports have gone: `alone`, `willing`, or the address of a neighbour.
  synchronized List<String> ways() {
    return List.copyOf(ways);
  }

  @Override
  public synchronized Reply reportAlone(NodeReport report, boolean willing) throws IOException {
    failIf(controllerIsDown);
    ways.add(willing ? "willing" : "alone");
    return new Reply(!strangers.contains(report.node()), aggregator);
  }

  @Override
  public synchronized boolean reportThrough(String address, NodeReport report) throws IOException {
    failIf(neighbourIsDown);
    ways.add(address);
    return !strangers.contains(report.node());
  }

  @Override
  public synchronized RackAnswer reportAll(NodeId node, RackReport rack) throws IOException {
    failIf(controllerIsDown);
    racks.add(rack);
    List<NodeId> wanted = new ArrayList<>();
    for (int i = 0; i < rack.unchanged().size(); i++) {
      NodeId one = rack.unchanged().get(i);
      if (!rack.digests().get(i).equals(known.get(one))) {
        wanted.add(one);
      }
    }
    rack.full().forEach(said -> known.put(said.report().node(), said.digest()));
    return new RackAnswer(rack.nodes().stream().filter(strangers::contains).toList(), wanted);
  }

  private static void failIf(boolean down) throws IOException {
    if (down) {
      throw new IOException("nobody answers");
    }
  }
}
