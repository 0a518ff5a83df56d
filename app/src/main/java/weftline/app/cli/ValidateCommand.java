package weftline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import weftline.model.Finding;
import weftline.model.ServiceModelReading;
import weftline.net.Json;

/// Checks a service model without a fabric.
@Command(
    name = "validate",
    header = "Check a service's definition and configuration; needs no fabric.",
    description = "Says everything that is wrong at once: where, why, and how to cure it.",
    footer = {"", "Example:", "  wfl validate shop --configuration Cloud"})
final class ValidateCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "DIR", description = "The service's folder")
  private Path directory = Path.of("");

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Mixin private final OutputOptions output = new OutputOptions();

  ValidateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, CommandFailure {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.usage("there is no folder " + directory, "name a service's folder");
    }
    ServiceModelReading reading = ServiceFolder.at(directory).read(configuration.wanted());
    Terminal terminal = output.terminal(session);
    if (output.isJson()) {
      terminal.out().println(Json.pretty(reading.findings()));
      return reading.hasErrors() ? ExitCode.FAILED : ExitCode.DONE;
    }
    ServiceFolder.check(reading, terminal);
    long warnings = count(reading.findings());
    terminal
        .out()
        .println(
            terminal.green("✔")
                + " %s is in order%s"
                    .formatted(
                        directory,
                        warnings == 0
                            ? ""
                            : ", with %d warning%s".formatted(warnings, warnings == 1 ? "" : "s")));
    return ExitCode.DONE;
  }

  private static long count(List<Finding> findings) {
    return findings.stream().filter(finding -> !finding.isError()).count();
  }
}
