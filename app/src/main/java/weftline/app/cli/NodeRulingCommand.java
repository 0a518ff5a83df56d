package weftline.app.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Tells the fabric what somebody knows of a node.
@Command
final class NodeRulingCommand implements Callable<Integer> {
  private final Session session;
  private final String verb;

  @Parameters(index = "0", paramLabel = "NODE", description = "The node's name, or its beginning")
  private String node = "";

  @Mixin private final ViewOptions view = new ViewOptions();

  private NodeRulingCommand(Session session, String verb) {
    this.session = session;
    this.verb = verb;
  }

  /// The things that can be said.
  static void addTo(CommandLine nodes, Session session) {
    add(nodes, session, "faulty", "Say that a node is broken: what is there moves away.");
    add(nodes, session, "repaired", "Say that a faulty node is mended: it is tested, then used.");
    add(nodes, session, "release", "Trust a node, test or no test.");
    add(nodes, session, "remove", "Take a lost node off the list.");
  }

  private static void add(CommandLine nodes, Session session, String verb, String header) {
    CommandLine line = new CommandLine(new NodeRulingCommand(session, verb));
    line.getCommandSpec()
        .usageMessage()
        .header(header)
        .footer("", "Example:", "  wfl nodes %s node-3".formatted(verb));
    nodes.addSubcommand(verb, line);
  }

  @Override
  public Integer call() throws CommandFailure {
    Fabric fabric = view.connect(session);
    String name = fabric.resolveNode(node);
    fabric.change("/v1/nodes/%s/%s".formatted(Fabric.encoded(name), verb), Map.of());
    return view.print(session, name, List.of("%s: %s".formatted(name, verb)));
  }
}
