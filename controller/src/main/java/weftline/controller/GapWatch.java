package weftline.controller;

import weftline.core.Command;
import weftline.core.Gaps;

/// Looks now and then where a few moves would make room, so that the controller's own thread need
/// not walk all nodes. What it sees is a hint: the core decides whether it is a quiet time.
public final class GapWatch {
  private final Controller controller;

  public GapWatch(Controller controller) {
    this.controller = controller;
  }

  /// To be called every minute or so.
  public void runOnce() {
    boolean mayMove =
        controller.standing() instanceof Standing.Primary
            && controller.state().settings().tidyingRules().isOn();
    Gaps gaps = mayMove ? Gaps.of(controller.state()) : Gaps.NONE;
    if (!gaps.isEmpty()) {
      var _ = controller.submit(at -> new Command.Tidy(at, gaps));
    }
  }
}
