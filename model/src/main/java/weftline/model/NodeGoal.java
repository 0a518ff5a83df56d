package weftline.model;

import java.util.List;
import java.util.Optional;

/// All that one node should run, at one generation. What is not named here must not run.
///
/// @param test what the node should try on itself, until it has said how that ended
/// @param os which operating system it should have, while that is being changed
public record NodeGoal(
    NodeId node,
    Generation generation,
    List<InstanceGoal> instances,
    Optional<SelfTest> test,
    Optional<OsOrder> os) {
  public NodeGoal {
    instances = List.copyOf(instances);
  }

  public NodeGoal(NodeId node, Generation generation, List<InstanceGoal> instances) {
    this(node, generation, instances, Optional.empty());
  }

  public NodeGoal(
      NodeId node, Generation generation, List<InstanceGoal> instances, Optional<SelfTest> test) {
    this(node, generation, instances, test, Optional.empty());
  }
}
