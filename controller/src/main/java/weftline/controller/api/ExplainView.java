package weftline.controller.api;

import java.util.List;

/// Why a service is as it is: what its running changes wait for, and where its instances could be
/// placed.
public record ExplainView(List<OperationView> changes, List<PlacementView> placements) {
  public ExplainView {
    changes = List.copyOf(changes);
    placements = List.copyOf(placements);
  }

  /// Where one instance is or could go.
  ///
  /// @param instance for example `web_IN_0`
  /// @param reason one sentence: where it is, or why it is nowhere
  /// @param verdicts of the first nodes, one by one
  /// @param groups all nodes, by what they are and what binds there
  /// @param cures the smallest changes that would let it be placed
  public record PlacementView(
      String slot,
      String instance,
      String reason,
      List<VerdictView> verdicts,
      List<GroupView> groups,
      List<String> cures) {
    public PlacementView {
      verdicts = List.copyOf(verdicts);
      groups = List.copyOf(groups);
      cures = List.copyOf(cures);
    }
  }

  /// Nodes that are alike and say the same.
  ///
  /// @param names the first of them
  public record GroupView(String kind, String verdict, int nodes, List<String> names) {
    public GroupView {
      names = List.copyOf(names);
    }
  }

  /// Whether it fits on one node, and everything that stands in the way.
  public record VerdictView(String node, int faultDomain, boolean fits, List<String> obstacles) {
    public VerdictView {
      obstacles = List.copyOf(obstacles);
    }
  }
}
