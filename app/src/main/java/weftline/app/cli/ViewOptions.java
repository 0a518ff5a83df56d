package weftline.app.cli;

import java.util.List;
import picocli.CommandLine.Mixin;
import weftline.net.Json;

/// What the verbs that only look have in common.
final class ViewOptions {
  @Mixin private final FabricOptions fabric = new FabricOptions();

  @Mixin private final OutputOptions output = new OutputOptions();

  Fabric connect(Session session) throws CommandFailure {
    return fabric.connect(session);
  }

  Terminal terminal(Session session) {
    return output.terminal(session);
  }

  boolean isJson() {
    return output.isJson();
  }

  /// As JSON where that is wanted, else as lines.
  int print(Session session, Object value, List<String> lines) {
    Terminal terminal = terminal(session);
    if (output.isJson()) {
      terminal.out().println(Json.pretty(value));
    } else {
      lines.forEach(terminal.out()::println);
    }
    return ExitCode.DONE;
  }
}
