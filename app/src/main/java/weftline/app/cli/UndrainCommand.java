package weftline.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Takes a drained node into use again.
@Command(
    name = "undrain",
    header = "Let a drained node take instances again.",
    footer = {"", "Example:", "  wfl undrain node-3"})
final class UndrainCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final NodeChange change = new NodeChange();

  UndrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    return change.run(session, "undrain");
  }
}
