package weftline.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one node says for those that fail together with it, and for itself.
///
/// @param address where it takes in their reports, as `host:port`
/// @param unchanged the nodes that say again what they have said before
/// @param digests of what each of them says; lists, for names of nodes make slow keys
/// @param full what has not been heard yet, or has to be heard again
public record RackReport(
    Optional<String> address, List<NodeId> unchanged, List<Long> digests, List<Digested> full) {
  /// More do not fail together, as far as anybody knows.
  public static final int NODES_MAX = 10_000;

  public RackReport {
    if (unchanged.size() + full.size() > NODES_MAX) {
      throw new IllegalArgumentException(
          "%d nodes in one report; %d are allowed"
              .formatted(unchanged.size() + full.size(), NODES_MAX));
    }
    if (unchanged.size() != digests.size()) {
      throw new IllegalArgumentException(
          "%d nodes and %d digests".formatted(unchanged.size(), digests.size()));
    }
    Aggregator.requireCallable(address);
    unchanged = List.copyOf(unchanged);
    digests = List.copyOf(digests);
    full = List.copyOf(full);
  }

  /// Says some things in short, others in full.
  public static RackReport of(
      Optional<String> address, List<Digested> repeated, List<Digested> full) {
    return new RackReport(
        address,
        repeated.stream().map(Digested::node).toList(),
        repeated.stream().map(Digested::digest).toList(),
        full);
  }

  /// Everybody who is spoken for.
  public List<NodeId> nodes() {
    List<NodeId> nodes = new ArrayList<>(unchanged);
    full.forEach(one -> nodes.add(one.node()));
    return nodes;
  }

  /// A report with a number that another one of the same node does not have, unless it says the
  /// same.
  public record Digested(long digest, NodeReport report) {
    public NodeId node() {
      return report.node();
    }
  }
}
