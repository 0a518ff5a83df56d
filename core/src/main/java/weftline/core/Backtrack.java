package weftline.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import weftline.core.Event.Placement;
import weftline.model.NodeId;

/// Places a small deployment by trying again where the first choice leads nowhere: for what is
/// tight and full of wishes. Gives up after so many searches.
final class Backtrack {
  /// Larger deployments are not tried: their way back would be too long.
  static final int BUNDLES_MAX = 12;

  /// In a larger fabric there is nearly always another way, and every departure tries again.
  static final int NODES_MAX = 1_000;

  static final int SEARCHES_MAX = 300;

  private final Supplier<Ground> grounds;
  private final List<Bundle> bundles;
  private int searches;

  /// @param grounds gives the ground as it was before anything was placed
  Backtrack(Supplier<Ground> grounds, List<Bundle> bundles) {
    this.grounds = grounds;
    this.bundles = List.copyOf(bundles);
  }

  Optional<List<Placement>> run() {
    boolean isSmall = bundles.size() <= BUNDLES_MAX && grounds.get().nodes() <= NODES_MAX;
    return isSmall ? complete(List.of(), 0) : Optional.empty();
  }

  /// The placements of all, beginning with those of the first ones.
  private Optional<List<Placement>> complete(List<Placement> placed, int next) {
    Ground ground = grounds.get();
    placed.forEach(ground::take);
    if (next == bundles.size()) {
      return bundles.stream().anyMatch(ground::isCrowded) ? Optional.empty() : Optional.of(placed);
    }
    Set<NodeId> tried = new HashSet<>();
    while (searches < SEARCHES_MAX) {
      searches++;
      List<Placement> homes = new Search(ground, bundles.get(next), false, tried).run();
      if (homes.isEmpty()) {
        return Optional.empty();
      }
      tried.add(homes.getFirst().residence().node());
      List<Placement> more = new ArrayList<>(placed);
      more.addAll(homes);
      Optional<List<Placement>> all = complete(more, next + 1);
      if (all.isPresent()) {
        return all;
      }
    }
    return Optional.empty();
  }
}
