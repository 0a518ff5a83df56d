package weftline.model;

import java.util.List;
import java.util.Optional;

/// All that one node should run, at one generation. What is not named here must not run.
///
/// @param test what the node should try on itself, until it has said how that ended
public record NodeGoal(
    NodeId node, Generation generation, List<InstanceGoal> instances, Optional<SelfTest> test) {
  public NodeGoal {
    instances = List.copyOf(instances);
  }

  public NodeGoal(NodeId node, Generation generation, List<InstanceGoal> instances) {
    this(node, generation, instances, Optional.empty());
  }
}
