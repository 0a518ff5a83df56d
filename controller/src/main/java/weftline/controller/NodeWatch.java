package weftline.controller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  /// A node is late when it has been silent for all but this part of the grace.
  private static final int LATE = 4;

  private final Controller controller;
  private final long graceNanos;
  private final LongSupplier monotonicNanos;

  /// The node silent for longest comes first.
  private final SequencedMap<NodeId, Long> heard = new LinkedHashMap<>();

  private long lastLook;
  private long term;
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

  /// A node that is watched is there; what it says may still have to wait for the disk.
  public synchronized void reached(NodeId node) {
    if (heard.containsKey(node)) {
      heard(node);
    }
  }

  /// To be called several times per grace: says which nodes have been silent for too long, all of
  /// them in one command.
  public synchronized void runOnce() {
    if (!(controller.standing() instanceof Standing.Primary)) {
      awake = false; // they report to somebody else
      return;
    }
    long now = monotonicNanos.getAsLong();
    if (term != controller.terms()) {
      awake = false; // perhaps they reported to somebody else in between
    }
    if (!awake) {
      begin();
    }
    if (!awake || now - lastLook > graceNanos / 2 || controller.obstacle().isPresent()) {
      heard.replaceAll((_, _) -> now); // we sleep or slept; their reports may lie unread
    }
    awake = true;
    lastLook = now;
    if (isOverdue(now) && !mayBeMore(now)) {
      lose(takeSilent(now - graceNanos), now);
    }
  }

  private void begin() {
    term = controller.terms();
    heard.clear();
    for (Node node : controller.state().nodes().values()) {
      if (node.isUp()) {
        heard(node.id());
      }
    }
  }

  private boolean isOverdue(long now) {
    return !heard.isEmpty() && now - heard.firstEntry().getValue() > graceNanos;
  }

  /// Nodes that went together are seen to be silent one after the other. To judge them together,
  /// those that are late already are waited for, though not for long.
  private boolean mayBeMore(long now) {
    long silentMax = now - heard.firstEntry().getValue();
    boolean somebodyIsLate =
        heard.values().stream()
            .dropWhile(at -> now - at > graceNanos)
            .findFirst()
            .filter(at -> now - at > graceNanos - graceNanos / LATE)
            .isPresent();
    return somebodyIsLate && silentMax <= graceNanos + graceNanos / LATE;
  }

  /// Nodes not heard from since then.
  private List<NodeId> takeSilent(long since) {
    List<NodeId> silent = new ArrayList<>();
    while (!heard.isEmpty() && heard.firstEntry().getValue() < since) {
      silent.add(heard.pollFirstEntry().getKey());
    }
    return silent;
  }

  private void lose(List<NodeId> silent, long now) {
    LOG.atWarn()
        .addKeyValue("nodes", silent.size())
        .addKeyValue("first", silent.getFirst())
        .log("nodes are silent");
    var _ =
        controller
            .submit(at -> new Command.LoseNodes(at, silent))
            .whenComplete((_, trouble) -> rememberIf(trouble != null, silent, now));
  }

  /// What could not be written down is tried again after another grace.
  private synchronized void rememberIf(boolean failed, List<NodeId> silent, long now) {
    if (failed) {
      silent.forEach(node -> heard.putIfAbsent(node, now));
    }
  }
}
