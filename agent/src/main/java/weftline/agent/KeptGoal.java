package weftline.agent;

import java.io.IOException;
import java.util.Optional;
import weftline.model.NodeGoal;

/// Where an agent keeps the last goal, so that its node works on when it starts without a
/// controller.
public interface KeptGoal {
  /// Takes the place of the goal before; that one stays if this cannot be kept.
  void keep(NodeGoal goal) throws IOException;

  /// The goal that was kept last.
  Optional<NodeGoal> kept();
}
