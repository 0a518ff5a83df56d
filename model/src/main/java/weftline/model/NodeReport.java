package weftline.model;

import java.util.List;
import java.util.Optional;

/// What a node says it runs, and the newest goal it has taken in.
///
/// @param test how its newest self-test has ended
/// @param os what it says of its operating system; empty if it does not know
public record NodeReport(
    NodeId node,
    Generation applied,
    List<InstanceReport> instances,
    Optional<SelfTest.Result> test,
    Optional<OsReport> os) {
  public NodeReport {
    instances = List.copyOf(instances);
  }

  public NodeReport(NodeId node, Generation applied, List<InstanceReport> instances) {
    this(node, applied, instances, Optional.empty());
  }

  public NodeReport(
      NodeId node,
      Generation applied,
      List<InstanceReport> instances,
      Optional<SelfTest.Result> test) {
    this(node, applied, instances, test, Optional.empty());
  }

  /// What a node says of one instance.
  ///
  /// @param attempt the attempt of the goal that this speaks of
  /// @param failures how often this attempt has ended unasked or failed to start
  /// @param detail one line for people: the last error, what it waits for; may be empty
  /// @param load percent of its cores that it uses, in steps of [#LOAD_STEP] so that small changes
  ///   are no news; empty while nobody knows
  /// @param numbers what it says of itself; empty if it says nothing
  public record InstanceReport(
      InstanceId id,
      long attempt,
      InstanceStatus status,
      int failures,
      String detail,
      Optional<Integer> load,
      Optional<RoleNumbers> numbers) {
    public static final int LOAD_STEP = 10;

    public InstanceReport(
        InstanceId id, long attempt, InstanceStatus status, int failures, String detail) {
      this(id, attempt, status, failures, detail, Optional.empty());
    }

    public InstanceReport(
        InstanceId id,
        long attempt,
        InstanceStatus status,
        int failures,
        String detail,
        Optional<Integer> load) {
      this(id, attempt, status, failures, detail, load, Optional.empty());
    }

    /// What it says of itself under that name.
    public Optional<Integer> number(String name) {
      return numbers.flatMap(all -> all.number(name));
    }
  }
}
