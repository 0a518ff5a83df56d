package weftline.controller.api;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import weftline.core.OsGoal;
import weftline.core.OsProgress;
import weftline.model.NodeId;

/// The operating systems of the machines as the management API shows them.
///
/// @param goal absent if none is wanted
/// @param versions how many machines say that they run which
/// @param left how many machines have another version than the goal
public record OsView(
    Optional<GoalView> goal,
    Map<String, Integer> versions,
    int left,
    List<WorkingView> working,
    List<WaitingView> waiting) {
  public OsView {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    working = List.copyOf(working);
    waiting = List.copyOf(waiting);
  }

  /// What is wanted.
  ///
  /// @param nodes empty means all
  /// @param within seconds that a machine has to come back
  /// @param paused why no further machine is begun; absent if it goes on
  public record GoalView(
      String version,
      Optional<String> container,
      List<String> nodes,
      int atOnce,
      int failedPercent,
      long within,
      String by,
      String since,
      Optional<String> paused,
      int begun,
      int failed) {
    public GoalView {
      nodes = List.copyOf(nodes);
    }

    private static GoalView of(OsGoal goal) {
      return new GoalView(
          goal.version(),
          goal.scope().container(),
          goal.scope().nodes().stream().map(NodeId::value).toList(),
          goal.rules().atOnceMax(),
          goal.rules().failedPercentMax(),
          goal.rules().within().toSeconds(),
          goal.by(),
          goal.since().toString(),
          goal.paused(),
          goal.begun(),
          goal.failed());
    }
  }

  /// A machine that is getting it.
  ///
  /// @param stage `stopping` or `installing`
  public record WorkingView(String node, String stage, String since) {}

  /// A machine that is not begun, and why.
  public record WaitingView(String node, String reason) {}

  static OsView of(OsProgress progress) {
    return new OsView(
        progress.goal().map(GoalView::of),
        progress.versions(),
        progress.left(),
        progress.working().stream()
            .map(one ->
                new WorkingView(
                    one.node().value(),
                    one.version().isPresent() ? "installing" : "stopping",
                    one.since().toString()))
            .toList(),
        progress.waiting().stream()
            .map(one -> new WaitingView(one.node().value(), one.reason()))
            .toList());
  }
}
