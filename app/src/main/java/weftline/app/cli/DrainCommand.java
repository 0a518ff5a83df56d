package weftline.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Empties a node.
@Command(
    name = "drain",
    header = "Move everything off a node and put nothing on it.",
    footer = {"", "Example:", "  wfl drain node-3"})
final class DrainCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final NodeChange change = new NodeChange();

  DrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    return change.run(session, "drain");
  }
}
