package weftline.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Says which version this is.
@Command(
    name = "version",
    header = "Print the version of this program and of its Java.",
    footer = {"", "Example:", "  wfl version"})
final class VersionCommand implements Callable<Integer> {
  private final Session session;

  VersionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.terminal().out().println(text());
    return ExitCode.DONE;
  }

  static String text() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return "weftline %s, Java %s"
        .formatted(version == null ? "of this source tree" : version, Runtime.version());
  }
}
