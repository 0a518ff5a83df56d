package weftline.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import weftline.model.NodeId;

/// Finds the nodes on which moving a few instances would make the most room. Walks all nodes: for a
/// caller with time, not for steps. Soft: what really moves is decided by [Tidy].
///
/// @param sparse nodes with the fewest residents, to be emptied
/// @param wide nodes with the most room that are not empty, to be widened for what waits; none if
///   nothing waits
public record Gaps(List<NodeId> sparse, List<NodeId> wide) {
  public static final Gaps NONE = new Gaps(List.of(), List.of());

  private static final int NODES_MAX = 32;

  private static final Comparator<Tenancy> FEWEST =
      Comparator.<Tenancy>comparingInt(tenancy -> tenancy.residents().size())
          .thenComparingInt(tenancy -> -tenancy.free().milliCores())
          .thenComparing(tenancy -> tenancy.node().id());
  private static final Comparator<Tenancy> WIDEST =
      Comparator.<Tenancy>comparingInt(tenancy -> -tenancy.free().milliCores())
          .thenComparingInt(tenancy -> -tenancy.free().memoryMegabytes())
          .thenComparing(tenancy -> tenancy.node().id());

  public Gaps {
    sparse = List.copyOf(sparse);
    wide = List.copyOf(wide);
  }

  public static Gaps of(State state) {
    List<Tenancy> used = new ArrayList<>();
    state
        .indexes()
        .rooms()
        .tenancies()
        .forEach((_, tenancy) -> {
          if (tenancy.isOpen() && !tenancy.residents().isEmpty()) {
            used.add(tenancy);
          }
        });
    boolean nobodyWaits = state.indexes().homeless().isEmpty();
    return new Gaps(first(used, FEWEST), nobodyWaits ? List.of() : first(used, WIDEST));
  }

  public boolean isEmpty() {
    return sparse.isEmpty() && wide.isEmpty();
  }

  private static List<NodeId> first(List<Tenancy> all, Comparator<Tenancy> order) {
    return all.stream().sorted(order).limit(NODES_MAX).map(tenancy -> tenancy.node().id()).toList();
  }
}
