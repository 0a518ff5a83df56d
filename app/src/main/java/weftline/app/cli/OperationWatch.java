package weftline.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import weftline.controller.api.OperationView;
import weftline.controller.api.ServiceView;
import weftline.net.Json;

/// Follows a change until the fabric says that its goal state was seen, and shows what happens on
/// the way.
final class OperationWatch {
  /// How long there may be no room before it is taken for an answer: a node may just be coming
  /// back.
  private static final Duration PLACEABLE_GRACE = Duration.ofSeconds(5);

  private static final int WAIT_SECONDS = 1;

  private final Session session;
  private final Fabric fabric;
  private final OutputOptions output;
  private final Terminal terminal;
  private final Progress progress;

  private Optional<Instant> unplaceableSince = Optional.empty();
  private boolean lost;

  OperationWatch(Session session, Fabric fabric, OutputOptions output) {
    this.session = session;
    this.fabric = fabric;
    this.output = output;
    this.terminal = output.terminal(session);
    this.progress = Progress.of(terminal, output.isJson(), session.clock());
  }

  /// Announces the operation, watches it unless told not to, and gives the exit code.
  int follow(Optional<String> started, WatchOptions options) throws CommandFailure {
    if (started.isEmpty()) {
      terminal.out().println(output.isJson() ? "{}" : "Nothing to change: it is so already.");
      return ExitCode.DONE;
    }
    String operation = started.get();
    if (options.detach()) {
      OperationView now = fabric.operation(operation, 0);
      terminal.out().println(output.isJson() ? Json.text(now) : operation);
      return ExitCode.DONE;
    }
    progress.say("operation " + operation);
    Thread farewell = farewell(operation);
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      return watch(operation, session.clock().instant().plus(options.timeout()));
    } finally {
      Runtime.getRuntime().removeShutdownHook(farewell);
    }
  }

  private int watch(String id, Instant deadline) throws CommandFailure {
    while (true) {
      Optional<OperationView> seen = look(id);
      if (seen.isPresent()) {
        OperationView operation = seen.get();
        if (!operation.isRunning()) {
          return ended(operation);
        }
        progress.show(operation, subject(operation));
        if (hasNoRoom(operation)) {
          return unplaceable(operation);
        }
      }
      if (session.clock().instant().isAfter(deadline)) {
        return timedOut(id, seen);
      }
    }
  }

  /// A fabric that does not answer may come back; the change is not lost with it.
  private Optional<OperationView> look(String id) throws CommandFailure {
    try {
      OperationView operation = fabric.operation(id, WAIT_SECONDS);
      lost = false;
      return Optional.of(operation);
    } catch (CommandFailure e) {
      if (!e.mayPass()) {
        throw e;
      }
      if (!lost) {
        progress.say("the fabric does not answer; trying again");
      }
      lost = true;
      Pause.ofOneSecond();
      return Optional.empty();
    }
  }

  private Optional<ServiceView.DeploymentView> subject(OperationView operation)
      throws CommandFailure {
    if (operation.service().isEmpty()) {
      return Optional.empty();
    }
    try {
      return fabric.service(operation.service().get()).stream()
          .flatMap(service -> service.deployments().stream())
          .filter(each -> operation.slot().filter(slot -> !slot.equals(each.slot())).isEmpty())
          .findFirst();
    } catch (CommandFailure e) {
      if (e.mayPass()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean hasNoRoom(OperationView operation) {
    Instant now = session.clock().instant();
    unplaceableSince =
        operation.unplaceable() ? Optional.of(unplaceableSince.orElse(now)) : Optional.empty();
    return unplaceableSince.filter(since -> !now.isBefore(since.plus(PLACEABLE_GRACE))).isPresent();
  }

  private int ended(OperationView operation) throws CommandFailure {
    progress.end(operation, subject(operation));
    if (output.isJson()) {
      terminal.out().println(Json.text(operation));
    }
    return switch (operation.state()) {
      case "succeeded" -> ExitCode.DONE;
      case "rolledBack" -> ExitCode.ROLLED_BACK;
      default -> operation.unplaceable() ? ExitCode.UNPLACEABLE : ExitCode.FAILED;
    };
  }

  private int unplaceable(OperationView operation) throws CommandFailure {
    throw new CommandFailure(
        ExitCode.UNPLACEABLE,
        "%s cannot be placed: %s".formatted(what(operation), operation.waitsFor()),
        "see every node's reasons with 'wfl explain %s'; the fabric places it when there is room"
            .formatted(operation.service().orElse("")));
  }

  private static int timedOut(String id, Optional<OperationView> seen) throws CommandFailure {
    throw new CommandFailure(
        ExitCode.TIMED_OUT,
        "%s is not done yet%s"
            .formatted(
                seen.map(OperationWatch::what).orElse(id),
                seen.map(OperationView::waitsFor)
                    .filter(text -> !text.isEmpty())
                    .map(text -> "; it waits for: " + text)
                    .orElse("")),
        "it goes on; watch it again with 'wfl wait %s'".formatted(id));
  }

  private static String what(OperationView operation) {
    return operation
        .service()
        .map(service ->
            "the %s of %s%s"
                .formatted(
                    operation.kind(), service, operation.slot().map(slot -> "/" + slot).orElse("")))
        .orElse("the " + operation.kind());
  }

  private Thread farewell(String operation) {
    return new Thread(() ->
        terminal
            .err()
            .println(
                "%nThe change goes on. Watch it again with: wfl wait %s".formatted(operation)));
  }
}
