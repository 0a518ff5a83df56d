package weftline.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weftline.controller.api.NodeView;

/// Tells a fabric that waits for silent nodes that they will not come back.
@Command(
    name = "accept-loss",
    header = "Give up every silent node, however many there are.",
    description = "What ran there is placed elsewhere. Make sure that it runs no more.",
    footer = {"", "Example:", "  wfl nodes accept-loss"})
final class AcceptLossCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final ViewOptions view = new ViewOptions();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  AcceptLossCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, CommandFailure {
    Fabric fabric = view.connect(session);
    List<String> silent =
        fabric.nodes().stream()
            .filter(node -> node.presence().equals("silent"))
            .map(NodeView::id)
            .toList();
    new Confirmation(view.terminal(session))
        .yes(yes, "Give up %d silent nodes?".formatted(silent.size()));
    fabric.change("/v1/nodes/accept-loss", Map.of());
    return view.print(session, silent, List.of("Given up: " + String.join(", ", silent)));
  }
}
