package weftline.controller;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import weftline.model.Aggregator;
import weftline.model.NodeId;

/// Which node of each fault domain reports for the others. Memory only: the first that reports by
/// itself and is willing gathers from then on, until it has said nothing for a while.
final class Aggregators {
  /// Fewer nodes than this may as well speak for themselves.
  static final int NODES_MIN = 3;

  static final Duration LAPSE = Duration.ofSeconds(5);

  private final LongSupplier monotonicNanos;
  private final Map<Integer, Post> posts = new HashMap<>();

  Aggregators(LongSupplier monotonicNanos) {
    this.monotonicNanos = monotonicNanos;
  }

  /// Who holds the post, and when it was last heard of or given it.
  private record Post(Aggregator holder, long at) {}

  /// An aggregator has reported. A second one of the same fault domain does no harm.
  synchronized void heard(int faultDomain, Aggregator aggregator) {
    NodeId node = aggregator.node();
    if (holder(faultDomain).filter(other -> !other.node().equals(node)).isEmpty()) {
      posts.put(faultDomain, new Post(aggregator, monotonicNanos.getAsLong()));
    }
  }

  /// Whom a node should turn to that has reported by itself: perhaps to itself.
  ///
  /// @param willing whether it would gather
  synchronized Optional<Aggregator> turnTo(NodeId node, int faultDomain, boolean willing) {
    if (holder(faultDomain).isEmpty() && willing) {
      heard(faultDomain, new Aggregator(node, Optional.empty()));
    }
    return holder(faultDomain)
        .filter(holder -> holder.address().isPresent() || holder.node().equals(node));
  }

  private Optional<Aggregator> holder(int faultDomain) {
    return Optional.ofNullable(posts.get(faultDomain))
        .filter(post -> monotonicNanos.getAsLong() - post.at() <= LAPSE.toNanos())
        .map(Post::holder);
  }
}
