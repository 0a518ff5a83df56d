package weftline.sim;

import java.io.IOException;
import java.util.Optional;
import weftline.agent.KeptGoal;
import weftline.agent.MemoryGoal;
import weftline.model.NodeGoal;

/// A node's disk, which may be full.
final class NodeDisk implements KeptGoal {
  private final MemoryGoal goal = new MemoryGoal();
  private boolean full;

  void fill(boolean nowFull) {
    full = nowFull;
  }

  @Override
  public void keep(NodeGoal newest) throws IOException {
    if (full) {
      throw new IOException("The disk was told to be full.");
    }
    goal.keep(newest);
  }

  @Override
  public Optional<NodeGoal> kept() {
    return goal.kept();
  }
}
