package weftline.app.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Goes back to what ran before.
@Command(
    name = "rollback",
    header = "Go back to what ran before the upgrade that is under way, or before the last one.",
    footer = {"", "Example:", "  wfl rollback shop"})
final class RollbackCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final ChangeRunner change = new ChangeRunner();

  @Mixin private final SlotOption slot = new SlotOption();

  RollbackCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    return change.slotChange(session, slot.value(), "rollback", Map.of());
  }
}
