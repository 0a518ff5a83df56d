package weftline.agent;

import java.util.Optional;
import weftline.model.Aggregator;
import weftline.model.NodeId;

/// Decides who speaks for a node: itself, or whoever gathers the reports of its fault domain.
/// Nothing depends on that one: what cannot be said through it is said alone. Not safe for more
/// than one thread.
public final class Spokesman {
  /// So many reports are made alone after one could not be made through the aggregator, unless the
  /// controller names another one first.
  static final int ALONE = 20;

  private final NodeId self;
  private Optional<Aggregator> aggregator = Optional.empty();
  private Optional<Aggregator> failed = Optional.empty();
  private int alone;

  public Spokesman(NodeId self) {
    this.self = self;
  }

  /// Who is to be told next; the node speaks for itself if there is nobody.
  public Optional<Aggregator> current() {
    return aggregator;
  }

  /// What was to be said could not be said through that one, and is to be said alone.
  public void failed() {
    alone = aggregator.map(Aggregator::node).filter(self::equals).isPresent() ? 0 : ALONE;
    failed = aggregator;
    aggregator = Optional.empty();
  }

  /// A report has been made alone.
  ///
  /// @param named who should speak for the node from now on, if the controller says so
  public void saidAlone(Optional<Aggregator> named) {
    alone = Math.max(0, alone - 1);
    if (alone == 0 || isAnother(named)) {
      alone = 0;
      aggregator = named;
    }
  }

  /// Another node, or the same one elsewhere.
  private boolean isAnother(Optional<Aggregator> named) {
    return named.isPresent() && !named.equals(failed);
  }
}
