package weftline.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weftline.model.Generation;
import weftline.model.LogLine;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;

/// An agent's way to the controller. Every call may fail; the agent goes on with the last goal it
/// knows and calls again.
public interface ControllerLink {
  /// Makes the node known. Harmless when it is known already.
  void join(NodeDescription node) throws IOException;

  /// Waits until there is a goal newer than the one named, but not longer than the wait.
  Optional<NodeGoal> goal(NodeId node, Generation after, Duration wait) throws IOException;

  /// Says what the node runs.
  ///
  /// @return whether the node is known; one that is not must join again
  boolean report(NodeReport report) throws IOException;

  void logs(NodeId node, List<LogLine> lines) throws IOException;
}
