package weftline.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one node says for those that fail together with it, and for itself.
///
/// @param address where it takes in their reports, as `host:port`
/// @param unchanged the nodes that say again what they have said before, by the digest of that
/// @param full what has not been heard yet, or has to be heard again
public record RackReport(
    Optional<String> address, Map<NodeId, Long> unchanged, List<Digested> full) {
  /// More do not fail together, as far as anybody knows.
  public static final int NODES_MAX = 10_000;

  public RackReport {
    if (unchanged.size() + full.size() > NODES_MAX) {
      throw new IllegalArgumentException(
          "%d nodes in one report; %d are allowed"
              .formatted(unchanged.size() + full.size(), NODES_MAX));
    }
    unchanged = Map.copyOf(unchanged);
    full = List.copyOf(full);
  }

  /// Everybody who is spoken for.
  public List<NodeId> nodes() {
    List<NodeId> nodes = new ArrayList<>(unchanged.keySet());
    full.forEach(one -> nodes.add(one.report().node()));
    return nodes;
  }

  /// A report with a number that another one of the same node does not have, unless it says the
  /// same.
  public record Digested(long digest, NodeReport report) {}
}
