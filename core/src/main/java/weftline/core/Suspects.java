package weftline.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import weftline.model.Cable;
import weftline.model.NodeId;

/// Finds what may have failed when nodes fall silent together: the switches and power feeds on
/// which each of them depends alone.
final class Suspects {
  private Suspects() {}

  /// By name. Nothing if they share nothing that the inventory knows.
  static List<String> of(State state, List<NodeId> nodes) {
    Optional<Set<String>> shared = Optional.empty();
    for (NodeId node : nodes) {
      Set<String> mine = feeds(state, node);
      shared.ifPresent(mine::retainAll);
      shared = Optional.of(mine);
    }
    return List.copyOf(shared.orElseGet(Set::of));
  }

  private static Set<String> feeds(State state, NodeId node) {
    List<Cable> cables =
        state.listing().cables().takeWhile(first(node), cable -> cable.to().equals(node.value()));
    Set<String> feeds = new TreeSet<>();
    onlyOne(cables, Cable.Kind.NETWORK).ifPresent(feeds::add);
    onlyOne(cables, Cable.Kind.POWER).ifPresent(feeds::add);
    return feeds;
  }

  /// Comes before all cables that end at the node.
  private static Cable first(NodeId node) {
    return new Cable(Cable.Kind.NETWORK, "", node.value());
  }

  /// Who has two feeds depends on neither.
  private static Optional<String> onlyOne(List<Cable> cables, Cable.Kind kind) {
    List<String> from =
        cables.stream().filter(cable -> cable.kind() == kind).map(Cable::from).distinct().toList();
    return from.size() == 1 ? Optional.of(from.getFirst()) : Optional.empty();
  }
}
