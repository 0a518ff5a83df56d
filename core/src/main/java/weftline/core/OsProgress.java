package weftline.core;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import weftline.model.NodeId;
import weftline.model.OsOrder;

/// How far the machines are on the way to their operating system.
///
/// @param versions how many machines say that they run which
/// @param left how many machines the goal is for and have another version
/// @param working those that are getting it
/// @param waiting the first of those that are not begun, and why
public record OsProgress(
    Optional<OsGoal> goal,
    Map<String, Integer> versions,
    int left,
    List<Working> working,
    List<Waiting> waiting) {
  private static final int WAITING_MAX = 20;

  public OsProgress {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    working = List.copyOf(working);
    waiting = List.copyOf(waiting);
  }

  /// A machine that gets another operating system.
  ///
  /// @param version which; empty while what runs there stops
  public record Working(NodeId node, Optional<String> version, Instant since) {}

  /// A machine that is not begun.
  public record Waiting(NodeId node, String reason) {}

  public static OsProgress of(State state, Instant now) {
    Systems systems = state.indexes().census().systems();
    SortedMap<String, Integer> versions = new TreeMap<>();
    systems.byVersion().forEach((version, nodes) -> versions.put(version, nodes.size()));
    List<NodeId> left =
        state.upkeep().os().map(goal -> OsRound.left(state, goal)).orElseGet(List::of);
    return new OsProgress(
        state.upkeep().os(),
        versions,
        left.size(),
        systems.updating().toList().stream()
            .flatMap(id -> state.nodes().get(id).stream())
            .map(OsProgress::working)
            .toList(),
        state.upkeep().os().map(goal -> waiting(state, goal, left, now)).orElseGet(List::of));
  }

  private static Working working(Node node) {
    return new Working(node.id(), node.system().order().map(OsOrder::version), node.fit().since());
  }

  private static List<Waiting> waiting(State state, OsGoal goal, List<NodeId> left, Instant now) {
    PSet<NodeId> updating = state.indexes().census().systems().updating();
    return left.stream()
        .filter(id -> !updating.contains(id))
        .limit(WAITING_MAX)
        .map(id -> new Waiting(id, reason(state, goal, id, now)))
        .toList();
  }

  private static String reason(State state, OsGoal goal, NodeId node, Instant now) {
    return OsRound.obstacle(state, goal, node, now).orElse("it is one of the next");
  }
}
