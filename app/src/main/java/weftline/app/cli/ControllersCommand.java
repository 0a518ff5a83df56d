package weftline.app.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import weftline.controller.api.ControllerView;

/// The group of controllers, and how it changes.
@Command(
    name = "controllers",
    header = "Show the controllers of the fabric; add one or remove one.",
    footer = {
      "",
      "Example:",
      "  wfl controllers",
      "  wfl controllers add c4=10.0.0.4:7400    start it first, with --peers naming the others",
      "  wfl controllers remove c2"
    })
final class ControllersCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final ViewOptions view = new ViewOptions();

  ControllersCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    return print(session, view, view.connect(session).controllers());
  }

  @Command(name = "list", header = "Show the controllers.")
  Integer list(@Mixin ViewOptions options) throws CommandFailure {
    return print(session, options, options.connect(session).controllers());
  }

  @Command(name = "add", header = "Let one more controller in.")
  Integer add(
      @Mixin ViewOptions options,
      @Parameters(paramLabel = "NAME=HOST:PORT", description = "Where the others reach it.")
          String controller)
      throws CommandFailure {
    int equals = controller.indexOf('=');
    if (equals < 0) {
      throw CommandFailure.usage(
          "'%s' is no controller".formatted(controller), "write it like c4=10.0.0.4:7400");
    }
    Map<String, Object> added =
        Map.of(
            "name", controller.substring(0, equals), "address", controller.substring(equals + 1));
    return print(session, options, options.connect(session).addController(added));
  }

  @Command(name = "remove", header = "Take a controller out of the group; then end its program.")
  Integer remove(
      @Mixin ViewOptions options,
      @Parameters(paramLabel = "NAME", description = "The controller's name.") String name)
      throws CommandFailure {
    Fabric fabric = options.connect(session);
    fabric.removeController(name);
    return print(session, options, fabric.controllers());
  }

  private static int print(Session session, ViewOptions view, List<ControllerView> controllers)
      throws CommandFailure {
    return view.print(
        session,
        controllers,
        controllers.isEmpty() ? List.of("One controller, alone.") : lines(controllers));
  }

  private static List<String> lines(List<ControllerView> controllers) {
    Table table = new Table("CONTROLLER", "ADDRESS", "ROLE", "HEALTH", "HEARD", "VERSION", "READS");
    for (ControllerView each : controllers) {
      table.row(
          each.name(),
          each.address(),
          each.role(),
          each.health(),
          each.heard().map(ago -> ago.toSeconds() + " s ago").orElse("never"),
          each.version(),
          each.reads() == 0 ? "" : "up to level " + each.reads());
    }
    return Stream.concat(
            table.lines().stream(),
            Stream.of("The fabric is at level %d.".formatted(controllers.getFirst().level())))
        .toList();
  }
}
