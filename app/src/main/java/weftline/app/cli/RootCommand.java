package weftline.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What stands before every verb.
@Command(
    name = "wfl",
    header = "Weftline, an open cloud operating system.",
    synopsisSubcommandLabel = "VERB",
    footer = {
      "",
      "First steps:  wfl dev            a fabric on this machine, with a sample",
      "              wfl new web shop   a service of your own",
      "Every verb explains itself:  wfl VERB --help"
    })
final class RootCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do");
  }
}
