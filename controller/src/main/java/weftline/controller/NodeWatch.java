package weftline.controller;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.core.Command;
import weftline.core.Node;
import weftline.model.NodeId;

/// Who has been heard from when. Memory only: a new primary gives every node a full grace from its
/// first look on, and so does one that was itself asleep. Measures on a clock that nobody can set.
public final class NodeWatch {
  private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);

  private final Controller controller;
  private final long graceNanos;
  private final LongSupplier monotonicNanos;

  /// The node silent for longest comes first.
  private final SequencedMap<NodeId, Long> heard = new LinkedHashMap<>();

  private long lastLook;
  private boolean awake;

  /// @param grace how long a node may be silent
  public NodeWatch(Controller controller, Duration grace, LongSupplier monotonicNanos) {
    this.controller = controller;
    this.graceNanos = grace.toNanos();
    this.monotonicNanos = monotonicNanos;
  }

  /// The node has just been heard from.
  public synchronized void heard(NodeId node) {
    heard.remove(node); // so that it goes to the end
    heard.put(node, monotonicNanos.getAsLong());
  }

  /// To be called several times per grace: reports nodes that have been silent for too long.
  public synchronized void runOnce() {
    if (!(controller.standing() instanceof Standing.Primary)) {
      awake = false; // they report to somebody else
      return;
    }
    long now = monotonicNanos.getAsLong();
    if (!awake) {
      begin();
    }
    if (!awake || now - lastLook > graceNanos / 2) {
      heard.replaceAll((_, _) -> now); // we slept; their reports may lie unread
    }
    awake = true;
    lastLook = now;
    while (!heard.isEmpty() && now - heard.firstEntry().getValue() > graceNanos) {
      lose(heard.pollFirstEntry().getKey(), now);
    }
  }

  private void begin() {
    heard.clear();
    for (Node node : controller.state().nodes().values()) {
      if (node.isUp()) {
        heard(node.id());
      }
    }
  }

  private void lose(NodeId node, long now) {
    LOG.atWarn().addKeyValue("node", node).log("node is silent and is given up");
    var _ =
        controller
            .submit(at -> new Command.LoseNode(at, node))
            .whenComplete((_, trouble) -> rememberIf(trouble != null, node, now));
  }

  /// What could not be written down is tried again after another grace.
  private synchronized void rememberIf(boolean failed, NodeId node, long now) {
    if (failed) {
      heard.putIfAbsent(node, now);
    }
  }
}
