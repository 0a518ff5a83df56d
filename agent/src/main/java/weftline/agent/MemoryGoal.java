package weftline.agent;

import java.util.Optional;
import weftline.model.NodeGoal;

/// Keeps the last goal for as long as this object lives, as a disk would for an agent's next life.
public final class MemoryGoal implements KeptGoal {
  private Optional<NodeGoal> goal = Optional.empty();

  @Override
  public synchronized void keep(NodeGoal newest) {
    goal = Optional.of(newest);
  }

  @Override
  public synchronized Optional<NodeGoal> kept() {
    return goal;
  }
}
