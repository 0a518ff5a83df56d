package weftline.app.cli;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weftline.controller.api.EventView;
import weftline.net.Json;

/// Shows what happened.
@Command(
    name = "events",
    header = "Show what happened on the fabric, and why.",
    footer = {"", "Example:", "  wfl events --follow"})
final class EventsCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Session session;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing what happens; Ctrl-C ends it.")
  private boolean follow;

  @Option(
      names = "--after",
      paramLabel = "NUMBER",
      description = "Begin after the event with this number.")
  private long after;

  @Mixin private final ViewOptions view = new ViewOptions();

  private long last;

  EventsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    Fabric fabric = view.connect(session);
    last = after;
    new Reconnecting(session, follow)
        .run(() -> fabric.client().stream(path(), line -> print(line)));
    return ExitCode.DONE;
  }

  private String path() {
    return "/v1/events"
        + Fabric.query(
            Map.of("after", last == 0 ? "" : Long.toString(last), "follow", follow ? "true" : ""));
  }

  private void print(String line) throws IOException {
    EventView event = Json.read(line, EventView.class);
    last = event.number();
    Terminal terminal = view.terminal(session);
    if (view.isJson()) {
      terminal.out().println(line);
      return;
    }
    terminal.out().println(terminal.dim(TIME.format(event.time())) + "  " + event.text());
  }
}
