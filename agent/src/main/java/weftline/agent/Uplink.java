package weftline.agent;

import java.io.IOException;
import java.util.Optional;
import weftline.model.Aggregator;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RackAnswer;
import weftline.model.RackReport;

/// The ways on which a report may get to the controller.
public interface Uplink {
  /// A node speaks for itself.
  ///
  /// @param willing whether it would speak for others, too
  Reply reportAlone(NodeReport report, boolean willing) throws IOException;

  /// A node leaves it to another one to speak for it.
  ///
  /// @param address of the other one
  /// @return whether the node is known; one that is not must join again
  boolean reportThrough(String address, NodeReport report) throws IOException;

  /// A node speaks for those that fail together with it.
  RackAnswer reportAll(NodeId aggregator, RackReport rack) throws IOException;

  /// What the controller says to a node that speaks for itself.
  ///
  /// @param known whether the node is known; one that is not must join again
  /// @param aggregator who should speak for it from now on
  record Reply(boolean known, Optional<Aggregator> aggregator) {}
}
