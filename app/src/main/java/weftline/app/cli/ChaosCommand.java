package weftline.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import weftline.net.JsonTree;

/// Breaks something on purpose.
@Command(
    name = "chaos",
    header = "Break something on purpose; only where the fabric was started for it ('wfl dev').",
    description = "Kinds: instance (shop/web/0), node, fd (a whole fault domain).",
    footer = {"", "Examples:", "  wfl chaos kill fd 1", "  wfl chaos revive node n2"})
final class ChaosCommand implements Callable<Integer> {
  /// What is done.
  enum Act {
    KILL,
    REVIVE
  }

  /// What it is done to.
  enum Kind {
    INSTANCE,
    NODE,
    FD
  }

  private final Session session;

  @Parameters(index = "0", paramLabel = "ACT", description = "kill, or revive (nodes and fds)")
  private Act act = Act.KILL;

  @Parameters(index = "1", paramLabel = "KIND", description = "instance, node or fd")
  private Kind kind = Kind.INSTANCE;

  @Parameters(index = "2", paramLabel = "TARGET", description = "Which one")
  private String target = "";

  @Mixin private final ViewOptions view = new ViewOptions();

  ChaosCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    JsonTree answer = view.connect(session).strike(word(act.name()), word(kind.name()), target);
    return view.print(
        session,
        Map.of("done", answer.at("done").text().orElse("")),
        List.of(answer.at("done").text().orElse("Done."), "See 'wfl events -f'."));
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
