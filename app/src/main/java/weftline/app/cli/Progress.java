package weftline.app.cli;

import java.time.InstantSource;
import java.util.Optional;
import weftline.controller.api.OperationView;
import weftline.controller.api.ServiceView;

/// Shows how a change comes along: a tree that is redrawn where a person looks, else one line for
/// each thing that happens.
interface Progress {
  static Progress of(Terminal terminal, boolean json, InstantSource clock) {
    return terminal.interactive() && terminal.colour() && !json
        ? new LiveProgress(terminal, clock)
        : new LineProgress(terminal, json ? terminal.err() : terminal.out(), clock);
  }

  void say(String text);

  void show(OperationView operation, Optional<ServiceView.DeploymentView> deployment);

  void end(OperationView operation, Optional<ServiceView.DeploymentView> deployment);

  /// The last word on an operation.
  static String verdict(Terminal terminal, OperationView operation) {
    String subject =
        operation.service().or(operation::node).orElse("")
            + operation.slot().map(slot -> "/" + slot).orElse("");
    String reason = operation.reason().isEmpty() ? "" : ": " + operation.reason();
    return switch (operation.state()) {
      case "succeeded" ->
          terminal.green("✔") + " %s %s done%s".formatted(operation.kind(), subject, reason);
      case "rolledBack" ->
          terminal.yellow("↺")
              + " %s %s rolled back%s".formatted(operation.kind(), subject, reason);
      default -> terminal.red("✖") + " %s %s failed%s".formatted(operation.kind(), subject, reason);
    };
  }
}
