package weftline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weftline.sim.BrokenPromiseException;
import weftline.sim.chicago.Chicago;
import weftline.sim.chicago.ChicagoPlan;
import weftline.sim.chicago.Chronicle;
import weftline.sim.chicago.Gauges;
import weftline.sim.chicago.Picture;

/// Lets a whole data centre live through its worst days, and draws what happened.
@Command(
    name = "chicago",
    header = "Let a data centre of 360,000 nodes live through its worst days.",
    description = {
      "The real controller with its ledger in memory; nodes are played as what they report. The",
      "fabric is filled with recorded tenants. Then a container is lost, a power feed, a router;",
      "the controller ends in the middle of a thousand upgrades; hardware fails for a week.",
      "The full size takes up to 8 GB of memory and some minutes."
    },
    footer = {"", "Examples:", "  wfl sim chicago", "  wfl sim chicago --nodes 2000"})
final class ChicagoCommand implements Callable<Integer> {
  private static final String TRACE = "sim/traces/azure_v1_dev.csv.gz";

  private final Session session;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "" + ChicagoPlan.NODES,
      description = "How many nodes. Default: ${DEFAULT-VALUE}")
  private int nodes;

  @Option(
      names = "--fill",
      paramLabel = "PERCENT",
      defaultValue = "" + ChicagoPlan.FILL_PERCENT,
      description = "How much of all cores the tenants get. Default: ${DEFAULT-VALUE}")
  private int fill;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Where in the record the tenants begin, and what fails. Default: 1")
  private long seed;

  @Option(
      names = "--tenants",
      paramLabel = "FILE",
      description = "The recorded tenants, as gzipped CSV. Default: " + TRACE)
  private Path tenants = home().resolve(TRACE);

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      defaultValue = "chicago.svg",
      description = "Where the picture goes. Default: ${DEFAULT-VALUE}")
  private Path picture = Path.of("");

  @Mixin private final OutputOptions output = new OutputOptions();

  ChicagoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    try {
      Chronicle chronicle = Chicago.live(plan(), new MachineGauges(), this::say);
      Files.writeString(picture, Picture.of(chronicle));
      say("Every day has ended well. The picture is in " + picture);
      return ExitCode.DONE;
    } catch (BrokenPromiseException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()), "this is a bug; report the seed");
    } catch (IOException e) {
      throw CommandFailure.failed(
          "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()),
          "name the files with --tenants and --picture");
    }
  }

  private ChicagoPlan plan() throws CommandFailure {
    if (!Files.exists(tenants)) {
      throw CommandFailure.usage(
          "there are no recorded tenants at " + tenants, "name their file with --tenants");
    }
    try {
      return new ChicagoPlan(nodes, seed, tenants, fill);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), "choose another --nodes");
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("weftline.home", ".")).toAbsolutePath().normalize();
  }

  private void say(String line) {
    output.terminal(session).out().println(line);
  }

  /// This machine's clock and memory.
  private static final class MachineGauges implements Gauges {
    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public long usedBytes() {
      Runtime runtime = Runtime.getRuntime();
      runtime.gc();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }
}
