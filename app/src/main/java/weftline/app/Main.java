package weftline.app;

import picocli.CommandLine;
import weftline.app.cli.CommandLines;
import weftline.app.cli.Session;

/// The one binary: every verb of the command line, and every program of the fabric.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Session session = Session.ofSystem();
    CommandLine root = CommandLines.of(session);
    root.addSubcommand(new DevCommand());
    root.addSubcommand(new ControllerCommand());
    root.addSubcommand(new AgentCommand());
    root.addSubcommand(new BalancerCommand());
    root.addSubcommand(new StorageCommand());
    root.addSubcommand(new CaCommand());
    System.exit(CommandLines.execute(root, session, arguments));
  }
}
