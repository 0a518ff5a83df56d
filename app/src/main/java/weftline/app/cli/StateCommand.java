package weftline.app.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weftline.controller.api.NodeView;
import weftline.controller.api.ServiceView;
import weftline.controller.api.StateView;
import weftline.controller.api.VerificationView;

/// The past of the fabric.
@Command(
    name = "state",
    header = "Show the fabric as it was, check its ledger, or take it back.",
    footer = {
      "",
      "Example:",
      "  wfl state at 2026-03-01T10:00:00Z",
      "  wfl state verify",
      "  wfl state rollback --to 4711"
    })
final class StateCommand implements Callable<Integer> {
  private final Session session;

  @Spec private CommandSpec spec = CommandSpec.create();

  StateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "say at, verify or rollback");
  }

  @Command(name = "at", header = "Show the fabric as it was at a time.")
  Integer at(
      @Mixin ViewOptions view,
      @Parameters(paramLabel = "TIME", description = "For example 2026-03-01T10:00:00Z.")
          Instant time)
      throws CommandFailure {
    StateView state = view.connect(session).stateAt(time.toString());
    return view.print(session, state, lines(state, view.terminal(session)));
  }

  @Command(
      name = "verify",
      header = "Replay what the ledger holds and compare with what the fabric is.")
  Integer verify(@Mixin ViewOptions view) throws CommandFailure {
    VerificationView found = view.connect(session).verifyState();
    view.print(
        session,
        found,
        List.of(
            "Events %d to %d were applied again, %d checkpoints compared: %s."
                .formatted(
                    found.from(),
                    found.to(),
                    found.checkpoints(),
                    found.same() ? "all is the same" : found.difference())));
    return found.same() ? ExitCode.DONE : ExitCode.FAILED;
  }

  @Command(
      name = "rollback",
      header = "Take the whole fabric back to how it was after an event.",
      description = {
        "Everything that happened since is undone: deployments, upgrades, scaling. The log keeps",
        "it all. Names, goals and operations are not used twice."
      })
  Integer rollback(
      @Mixin ViewOptions view,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "EVENT",
              description = "The last event that shall count; 'wfl events' shows them.")
          long event,
      @Option(names = "--yes", description = "Do not ask.") boolean sure)
      throws IOException, CommandFailure {
    Fabric fabric = view.connect(session);
    new Confirmation(view.terminal(session))
        .yes(sure, "Take the whole fabric back to event %d?".formatted(event));
    StateView state = fabric.rollBack(Map.of("to", String.valueOf(event)));
    return view.print(session, state, lines(state, view.terminal(session)));
  }

  private static List<String> lines(StateView state, Terminal terminal) {
    if (state.event() == 0) {
      return List.of("Nothing had happened by then.");
    }
    List<String> lines = new ArrayList<>();
    lines.add("After event %d, %s:".formatted(state.event(), state.at()));
    Table nodes = new Table("NODE", "STATE", "INSTANCES");
    for (NodeView node : state.nodes()) {
      nodes.row(node.id(), node.presence(), String.join(" ", node.instances()));
    }
    lines.addAll(nodes.lines());
    for (ServiceView service : state.services()) {
      for (ServiceView.DeploymentView deployment : service.deployments()) {
        lines.add(service.name() + "/" + deployment.slot());
        lines.addAll(new ServiceTree(terminal).roles(deployment));
      }
    }
    return lines;
  }
}
