package weftline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `wfl dev`: a whole fabric on this machine.
@Command(
    name = "dev",
    header = "Run a whole fabric on this machine and deploy a service to it.",
    footer = {
      "",
      "Examples:",
      "  wfl dev                        the sample, on the standard ports",
      "  wfl dev samples/hello          another service",
      "  wfl dev --port-offset 100      beside a fabric that runs already"
    })
final class DevCommand implements Callable<Integer> {
  private static final String SAMPLE = "samples/creditcheck";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The folder of the service to deploy (default: " + SAMPLE + ").")
  private Optional<Path> service = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where state is kept (default: ~/.weftline/dev).")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--reset", description = "Forget what earlier runs have left.")
  private boolean reset;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Shift every port by N.")
  private int portOffset;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description = "Write every endpoint to FILE, as JSON, once the goal state is reached.")
  private Optional<Path> readyFile = Optional.empty();

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "" + DevConfig.NODES,
      description = "How many nodes (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--fault-domains",
      paramLabel = "N",
      description = "What fails together (default: 3, or as many as there are nodes).")
  private Optional<Integer> faultDomains = Optional.empty();

  @Override
  public Integer call() throws IOException {
    DevProgram.run(config(), new DevConsole(spec.commandLine().getOut()));
    return 0;
  }

  private DevConfig config() {
    try {
      return new DevConfig(
          service.orElseGet(() -> home().resolve(SAMPLE)).toAbsolutePath().normalize(),
          data.orElseGet(DataFolder::standard).toAbsolutePath().normalize(),
          reset,
          new DevPorts(portOffset),
          readyFile,
          nodes,
          faultDomains.orElse(Math.min(nodes, DevConfig.FAULT_DOMAINS)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /// Where Weftline is installed; the launcher says so.
  private static Path home() {
    return Path.of(System.getProperty("weftline.home", "."));
  }
}
