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
  public record PlacementView(
      String slot, String instance, String reason, List<VerdictView> verdicts) {
    public PlacementView {
      verdicts = List.copyOf(verdicts);
    }
  }

  /// Whether it fits on one node, and everything that stands in the way.
  public record VerdictView(String node, int faultDomain, boolean fits, List<String> obstacles) {
    public VerdictView {
      obstacles = List.copyOf(obstacles);
    }
  }
}
