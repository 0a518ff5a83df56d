package weftline.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import weftline.controller.api.TroubleView;

/// Shows what the fabric cannot mend by itself.
@Command(
    name = "problems",
    header = "Show what the fabric cannot mend by itself, most urgent first.",
    footer = {"", "Example:", "  wfl problems -o json"})
final class ProblemsCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final ViewOptions view = new ViewOptions();

  ProblemsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    List<TroubleView> troubles = view.connect(session).problems();
    return view.print(
        session, troubles, troubles.isEmpty() ? List.of("Nothing is wrong.") : table(troubles));
  }

  private List<String> table(List<TroubleView> troubles) {
    Table table = new Table("URGENCY", "SUBJECT", "PROBLEM");
    for (TroubleView trouble : troubles) {
      table.row(
          urgency(trouble.urgency()),
          trouble.subject(),
          trouble.what() + (trouble.cure().isEmpty() ? "" : "; " + trouble.cure()));
    }
    return table.lines();
  }

  private String urgency(String word) {
    Terminal terminal = view.terminal(session);
    return switch (word) {
      case "now" -> terminal.red(word);
      case "soon" -> terminal.yellow(word);
      default -> word;
    };
  }
}
