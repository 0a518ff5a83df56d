package weftline.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.model.NodeId;

/// The version of the operating system that an operator wants on the machines. It stands until
/// another takes its place: who joins or is repaired later gets it too.
///
/// @param by who wants it
/// @param since when it was asked for
/// @param paused why no further machine is begun
/// @param begun how many machines were begun since then, or since somebody let it go on
/// @param failed how many of these failed
/// @param returned machines that came back last; whether all is well there, their instances say
public record OsGoal(
    String version,
    Scope scope,
    Rules rules,
    String by,
    Instant since,
    Optional<String> paused,
    int begun,
    int failed,
    List<NodeId> returned) {
  private static final int PERCENT = 100;

  public OsGoal {
    returned = List.copyOf(returned);
  }

  /// Which machines are meant.
  ///
  /// @param container all that stand in it; empty means everywhere
  /// @param nodes these alone; empty means all
  public record Scope(Optional<String> container, List<NodeId> nodes) {
    public static final Scope ALL = new Scope(Optional.empty(), List.of());

    /// Whoever means more names a container, or nothing.
    static final int NODES_MAX = 1_000;

    public Scope {
      nodes = List.copyOf(nodes);
      if (nodes.size() > NODES_MAX) {
        throw new IllegalArgumentException(
            "no more than %,d machines by name".formatted(NODES_MAX));
      }
    }

    boolean covers(Node node) {
      return (nodes.isEmpty() || nodes.contains(node.id()))
          && container.filter(name -> !name.equals(node.container())).isEmpty();
    }
  }

  /// How boldly it is done.
  ///
  /// @param atOnceMax how many machines are worked on at once
  /// @param failedPercentMax it pauses when a greater share of those begun has failed
  /// @param within a machine that does not come back so soon has failed
  public record Rules(int atOnceMax, int failedPercentMax, Duration within) {
    private static final int AT_ONCE_LIMIT = 1_000;
    private static final Duration WITHIN_LIMIT = Duration.ofDays(1);

    public static final Rules DEFAULT = new Rules(10, 10, Duration.ofMinutes(30));

    public Rules {
      if (atOnceMax < 1 || atOnceMax > AT_ONCE_LIMIT) {
        throw new IllegalArgumentException("1 to %d machines at once".formatted(AT_ONCE_LIMIT));
      }
      if (failedPercentMax < 0 || failedPercentMax > PERCENT) {
        throw new IllegalArgumentException("0 to 100 percent may fail");
      }
      if (!within.isPositive() || within.compareTo(WITHIN_LIMIT) > 0) {
        throw new IllegalArgumentException("a machine has up to a day to come back");
      }
    }
  }

  static OsGoal of(Command.SetOsGoal wish) {
    return new OsGoal(
        wish.version(),
        wish.scope(),
        wish.rules(),
        wish.by(),
        wish.at(),
        Optional.empty(),
        0,
        0,
        List.of());
  }

  /// Whether it is meant for a machine that has another version.
  boolean isFor(Node node) {
    return scope.covers(node)
        && node.system().version().filter(known -> !known.equals(version)).isPresent();
  }

  boolean isPaused() {
    return paused.isPresent();
  }

  boolean isFailing() {
    return (long) PERCENT * failed > (long) rules.failedPercentMax() * begun;
  }

  OsGoal pausedFor(String reason) {
    return with(Optional.of(reason), begun, failed, returned);
  }

  /// What happened before is forgiven.
  OsGoal resumed() {
    return with(Optional.empty(), 0, 0, List.of());
  }

  OsGoal withBegun() {
    return with(paused, begun + 1, failed, returned);
  }

  /// One that was begun before somebody let it go on counts too.
  OsGoal withFailed() {
    return with(paused, Math.max(begun, failed + 1), failed + 1, returned);
  }

  /// @param settled those that came back before and are of no concern any more
  OsGoal withReturned(NodeId node, List<NodeId> settled) {
    List<NodeId> newest =
        Stream.concat(returned.stream().filter(id -> !settled.contains(id)), Stream.of(node))
            .distinct()
            .toList();
    return with(paused, begun, failed, newest);
  }

  private OsGoal with(
      Optional<String> newPaused, int newBegun, int newFailed, List<NodeId> newReturned) {
    return new OsGoal(
        version, scope, rules, by, since, newPaused, newBegun, newFailed, newReturned);
  }
}
