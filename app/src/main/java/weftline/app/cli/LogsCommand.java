package weftline.app.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weftline.controller.api.LogLineView;
import weftline.controller.api.ServiceView;
import weftline.net.Json;

/// Shows what the instances of a service have written.
@Command(
    name = "logs",
    header = "Show what a service's instances write, merged by time.",
    description = "Lines are kept when their instance is gone.",
    footer = {
      "",
      "Examples:",
      "  wfl logs shop -f",
      "  wfl logs shop/web/0 --since 10m --grep error"
    })
final class LogsCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final Session session;

  @Parameters(
      paramLabel = "SERVICE[/ROLE[/INDEX]]",
      description = "All instances, those of a role, or one")
  private String path = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing what is written; Ctrl-C ends it.")
  private boolean follow;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Begin this long ago: 30s, 10m, 2h.")
  private Optional<Duration> since = Optional.empty();

  @Option(names = "--grep", paramLabel = "TEXT", description = "Only lines that hold this text.")
  private String grep = "";

  @Option(names = "--role", paramLabel = "ROLE", description = "Only this role's instances.")
  private String role = "";

  @Option(names = "--instance", paramLabel = "NAME", description = "Only this one: web_IN_0.")
  private String instance = "";

  @Option(
      names = "--slot",
      paramLabel = "SLOT",
      description = "Only what stands there now: production or staging.")
  private Optional<SlotOption.Slot> slot = Optional.empty();

  @Mixin private final ViewOptions view = new ViewOptions();

  private Optional<Instant> last = Optional.empty();
  private boolean printed;

  LogsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    Fabric fabric = view.connect(session);
    InstancePath wanted = InstancePath.parse(path);
    String service = fabric.resolveService(wanted.service());
    last = since.map(session.clock().instant()::minus);
    new Reconnecting(session, follow)
        .run(() -> fabric.client().stream(address(service, wanted), this::print));
    if (!printed) {
      view.terminal(session).err().println(nothing(fabric, service));
    }
    return ExitCode.DONE;
  }

  private static String nothing(Fabric fabric, String service) throws CommandFailure {
    String roles =
        fabric.service(service).stream()
            .flatMap(found -> found.deployments().stream())
            .flatMap(deployment -> deployment.roles().stream())
            .map(ServiceView.RoleView::name)
            .distinct()
            .collect(Collectors.joining(", "));
    return "Nothing was written that fits; the roles of %s are: %s".formatted(service, roles);
  }

  private String address(String service, InstancePath wanted) {
    return "/v1/logs/"
        + Fabric.encoded(service)
        + Fabric.query(
            Map.of(
                "slot",
                slot.map(SlotOption::word).orElse(""),
                "role",
                role.isEmpty() ? wanted.role().orElse("") : role,
                "instance",
                instance.isEmpty() ? wanted.instance() : instance,
                "since",
                last.map(Instant::toString).orElse(""),
                "grep",
                grep,
                "follow",
                follow ? "true" : ""));
  }

  private void print(String line) throws IOException {
    LogLineView found = Json.read(line, LogLineView.class);
    printed = true;
    last = Optional.of(found.time().plusNanos(1));
    Terminal terminal = view.terminal(session);
    if (view.isJson()) {
      terminal.out().println(line);
      return;
    }
    String text = found.stream().equals("stderr") ? terminal.yellow(found.line()) : found.line();
    terminal
        .out()
        .println(
            "%s %s %s"
                .formatted(
                    terminal.dim(TIME.format(found.time())),
                    terminal.bold(Table.padded(found.instance().replace("_IN_", "/"), 12)),
                    text));
  }
}
