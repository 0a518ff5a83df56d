package weftline.app.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes a script that lets a shell complete the verbs and options.
@Command(
    name = "completion",
    header = "Print a completion script for bash or zsh.",
    footer = {"", "Example:", "  source <(wfl completion bash)"})
final class CompletionCommand implements Callable<Integer> {
  /// The shells that are served.
  enum Shell {
    BASH,
    ZSH
  }

  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash or zsh. Default: bash.")
  private Shell shell = Shell.BASH;

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (shell == Shell.ZSH) {
      session.terminal().out().println("autoload -U +X bashcompinit && bashcompinit");
    }
    session.terminal().out().println(AutoComplete.bash("wfl", spec.root().commandLine()));
    return ExitCode.DONE;
  }
}
