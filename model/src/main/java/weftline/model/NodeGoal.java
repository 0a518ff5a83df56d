package weftline.model;

import java.util.List;

/// All that one node should run, at one generation. What is not named here must not run.
public record NodeGoal(NodeId node, Generation generation, List<InstanceGoal> instances) {
  public NodeGoal {
    instances = List.copyOf(instances);
  }
}
