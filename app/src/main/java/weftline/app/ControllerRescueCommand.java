package weftline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weftline.controller.Rescue;

/// Goes on with one controller where the majority is gone for good.
@Command(
    name = "rescue",
    header = "Go on alone with what this controller has, where the majority is gone for good.",
    description = {
      "For the folder of a controller that does not run. What it had not heard of from the others",
      "is lost. The others must never run again with what they have: they would decide for the",
      "same machines. The old ledger is kept beside the new one. Also moves a controller that is",
      "alone to another address."
    },
    footer = {
      "",
      "Example:",
      "  wfl controller rescue ctl                        says what is there, and changes nothing",
      "  wfl controller rescue ctl --others-are-gone",
      "  wfl controller --name c1 --data ctl …            then add others under new names"
    })
final class ControllerRescueCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "What the controller was started with as --data.")
  private Path data = Path.of("");

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = "Where others will reach it (default: where they did).")
  private Optional<String> address = Optional.empty();

  @Option(names = "--others-are-gone", description = "They are, for good. Do it.")
  private boolean sure;

  @Override
  public Integer call() throws IOException {
    Logging.toErrorStream();
    PrintWriter out = spec.commandLine().getOut();
    Rescue rescue = Rescue.of(new DataFolder(data).ledger());
    out.println(
        "%s has the fabric as it was after event %d, of %s: %d nodes, %d services."
            .formatted(
                rescue.owner(),
                rescue.position().next() - 1,
                rescue.position().at(),
                rescue.position().state().nodes().size(),
                rescue.position().state().services().size()));
    if (!sure) {
      out.println("Nothing was changed. Say --others-are-gone to go on alone from there.");
      return 0;
    }
    begin(rescue, out);
    return 0;
  }

  private void begin(Rescue rescue, PrintWriter out) throws IOException {
    try {
      String where = address.orElse(rescue.owner().address());
      Path aside = rescue.begin(where);
      out.println(
          "%s is alone now, at %s. Start it, then let others in with `wfl controllers add`."
              .formatted(rescue.owner().name(), where));
      out.println("The ledger of before is in %s.".formatted(aside));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
