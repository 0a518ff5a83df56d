package weftline.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import weftline.model.NodeId;

/// When the controller could last know that a node is there: only one that was out of touch for
/// longer than the grace may be given up.
final class Contact {
  /// How long after a silence a decision to give up the node may still come.
  private static final Duration LATE_MAX = Duration.ofMinutes(1);

  private final Duration grace;
  private final Map<NodeId, Instant> reached = new HashMap<>();
  private final Map<NodeId, Instant> silenceEnded = new HashMap<>();
  private Instant restarted = Instant.EPOCH;

  Contact(Duration grace) {
    this.grace = grace;
  }

  void reached(NodeId node, Instant now) {
    if (isSilent(node, now)) {
      silenceEnded.put(node, now);
    }
    reached.put(node, now);
  }

  /// A new controller has heard nobody yet and gives everybody the full grace.
  void restart(Instant now) {
    restarted = now;
    silenceEnded.clear();
  }

  boolean mayBeGivenUp(NodeId node, Instant now) {
    return isSilent(node, now)
        || silenceEnded.getOrDefault(node, Instant.MIN).isAfter(now.minus(LATE_MAX));
  }

  private boolean isSilent(NodeId node, Instant now) {
    Instant last = reached.getOrDefault(node, restarted);
    Instant since = last.isAfter(restarted) ? last : restarted;
    return Duration.between(since, now).compareTo(grace) > 0;
  }
}
