package weftline.controller;

import java.util.List;
import weftline.core.Command;
import weftline.core.OsRound;
import weftline.model.NodeId;

/// Looks now and then which machines could get the operating system that is wanted, so that the
/// controller's own thread need not walk all nodes. What it sees is a hint: the core judges again.
public final class OsWatch {
  private final Controller controller;

  public OsWatch(Controller controller) {
    this.controller = controller;
  }

  /// To be called every few seconds.
  public void runOnce() {
    if (controller.standing() instanceof Standing.Primary) {
      List<NodeId> nodes = OsRound.candidates(controller.state(), controller.now());
      if (!nodes.isEmpty()) {
        var _ = controller.submit(at -> new Command.UpdateNodes(at, nodes));
      }
    }
  }
}
