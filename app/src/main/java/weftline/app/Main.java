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
    System.exit(CommandLines.execute(root, session, arguments));
  }
}
