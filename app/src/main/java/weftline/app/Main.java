package weftline.app;

import picocli.CommandLine;
import weftline.app.cli.CommandLines;
import weftline.app.cli.Session;
import weftline.app.cli.StorageAccountCommand;

/// The one binary: every verb of the command line, and every program of the fabric.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(Session.ofSystem(), arguments));
  }

  /// Runs one verb or program to its end and gives the exit code.
  static int run(Session session, String... arguments) {
    CommandLine root = CommandLines.of(session);
    root.addSubcommand(new DevCommand());
    root.addSubcommand(new ControllerCommand());
    root.addSubcommand(new AgentCommand());
    root.addSubcommand(new BalancerCommand());
    root.addSubcommand(
        new CommandLine(new StorageCommand()).addSubcommand(StorageAccountCommand.of(session)));
    root.addSubcommand(new CaCommand());
    return CommandLines.execute(root, session, arguments);
  }
}
