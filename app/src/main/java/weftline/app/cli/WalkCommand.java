package weftline.app.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lets a manual upgrade go on.
@Command(
    name = "walk",
    header = "Let a manual upgrade do its next update domain.",
    footer = {"", "Example:", "  wfl walk shop"})
final class WalkCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final ChangeRunner change = new ChangeRunner();

  @Mixin private final SlotOption slot = new SlotOption();

  WalkCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    return change.slotChange(session, slot.value(), "walk", Map.of());
  }
}
