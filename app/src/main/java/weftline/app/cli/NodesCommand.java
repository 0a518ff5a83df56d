package weftline.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import weftline.controller.api.NodeView;

/// Shows the machines of the fabric.
@Command(
    name = "nodes",
    header = "Show the nodes of the fabric and what is on them.",
    footer = {"", "Example:", "  wfl nodes -o json"})
final class NodesCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final ViewOptions view = new ViewOptions();

  NodesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    List<NodeView> nodes = view.connect(session).nodes();
    return view.print(
        session, nodes, nodes.isEmpty() ? List.of("No node has joined yet.") : table(nodes));
  }

  private List<String> table(List<NodeView> nodes) {
    Table table =
        new Table("NODE", "FD", "STATE", "CORES FREE", "MEMORY FREE", "DISK FREE", "INSTANCES");
    for (NodeView node : nodes) {
      table.row(
          node.id(),
          String.valueOf(node.faultDomain()),
          state(node),
          cores(node.free().milliCores()) + " of " + cores(node.total().milliCores()),
          gigabytes(node.free().memoryMegabytes()),
          gigabytes(node.free().diskMegabytes()),
          String.valueOf(node.instances().size()));
    }
    return table.lines();
  }

  private String state(NodeView node) {
    Terminal terminal = view.terminal(session);
    if (!node.presence().equals("up")) {
      return terminal.red(node.presence());
    }
    if (!node.condition().equals("ready")) {
      return terminal.yellow(
          node.reason().isEmpty() ? node.condition() : node.condition() + ": " + node.reason());
    }
    return node.drained() ? terminal.yellow("drained") : terminal.green("up");
  }

  private static String cores(int milliCores) {
    return String.format(Locale.ROOT, "%.2f", milliCores / 1_000.0);
  }

  private static String gigabytes(int megabytes) {
    return String.format(Locale.ROOT, "%.1f GB", megabytes / 1_024.0);
  }
}
