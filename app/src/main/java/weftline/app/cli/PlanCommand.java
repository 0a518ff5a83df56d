package weftline.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weftline.controller.api.PlanView;
import weftline.net.Json;

/// Says beforehand what a deployment or an upgrade would come to.
@Command(
    name = "plan",
    header =
        "Prove that a service fits, and that enough of it serves in every step; change nothing.",
    description = {
      "",
      "Plays the deployment, or the upgrade if the slot is taken, on a copy of the fabric's state.",
      "Ends with 3 if there is no room, with 1 if it would stop or too few would serve."
    },
    footer = {"", "Examples:", "  wfl plan shop", "  wfl plan shop --detailed-exitcode"})
final class PlanCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final SourceParameters source = new SourceParameters();

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Mixin private final SlotOption slot = new SlotOption();

  @Option(
      names = "--detailed-exitcode",
      description = "End with 2 instead of 0 if there is something to change.")
  private boolean detailed;

  @Mixin private final FabricOptions fabric = new FabricOptions();

  @Mixin private final OutputOptions output = new OutputOptions();

  PlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, CommandFailure {
    Fabric found = fabric.connect(session);
    Terminal terminal = output.terminal(session);
    try (PreparedPackage prepared =
        PreparedPackage.of(source.source(), configuration.wanted(), terminal)) {
      found.upload(prepared.reference(), prepared.file());
      PlanView plan =
          found.plan(
              source.service(prepared),
              slot.value(),
              Map.of(
                  "package", prepared.reference().sha256(),
                  "configuration", prepared.configuration(),
                  "label", source.label(prepared)));
      if (output.isJson()) {
        terminal.out().println(Json.pretty(plan));
      } else {
        lines(plan, terminal).forEach(terminal.out()::println);
      }
      return exitCode(plan);
    }
  }

  private static List<String> lines(PlanView plan, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    plan.steps().forEach(step -> lines.add("  " + step));
    if (!plan.ends()) {
      lines.add(terminal.red("✖") + " " + plan.obstacle());
      plan.cures().forEach(cure -> lines.add("  it would fit with " + cure));
    } else if (plan.keepsFloor()) {
      lines.add(
          terminal.green("✔")
              + " it fits: %d instances, at least %d serve in every step"
                  .formatted(plan.instances(), plan.lowest()));
    } else {
      lines.add(
          terminal.red("✖")
              + " only %d of %d instances would serve in some step, %d should"
                  .formatted(plan.lowest(), plan.instances(), plan.floor()));
    }
    return lines;
  }

  private int exitCode(PlanView plan) {
    if (plan.ends() && plan.keepsFloor()) {
      return detailed && !plan.steps().isEmpty() ? ExitCode.CHANGES : ExitCode.DONE;
    }
    return plan.obstacle().startsWith("no room") ? ExitCode.UNPLACEABLE : ExitCode.FAILED;
  }
}
