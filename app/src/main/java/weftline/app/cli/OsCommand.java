package weftline.app.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weftline.controller.api.OsView;

/// Shows the operating systems of the nodes, and brings them to another version.
@Command(
    name = "os",
    header = "Show the operating systems of the nodes, or bring them to another version.",
    footer = {
      "",
      "Examples:",
      "  wfl os",
      "  wfl os upgrade 24.10",
      "  wfl os upgrade 24.10 --container c7 --at-once 20"
    })
final class OsCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final ViewOptions view = new ViewOptions();

  OsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    return show(view);
  }

  @Command(
      name = "upgrade",
      header = "Bring the nodes to a version, one update domain of every service at a time.",
      description = {
        "What runs on a node stops, stays where it is, and starts again when the node is back. The",
        "version stays the goal of these nodes until another takes its place."
      })
  Integer upgrade(
      @Mixin ViewOptions options,
      @Parameters(paramLabel = "VERSION", description = "What the nodes should run.")
          String version,
      @Option(names = "--container", paramLabel = "CONTAINER", description = "These nodes alone.")
          Optional<String> container,
      @Option(
              names = "--nodes",
              split = ",",
              paramLabel = "NODE",
              description = "These nodes alone.")
          List<String> nodes,
      @Mixin OsRuleOptions rules)
      throws CommandFailure {
    Map<String, Object> body = new TreeMap<>(rules.body());
    body.put("version", version);
    container.ifPresent(name -> body.put("container", name));
    body.put("nodes", Optional.ofNullable(nodes).orElseGet(List::of));
    options.connect(session).change("/v1/os", body);
    return show(options);
  }

  @Command(name = "pause", header = "Begin no further node.")
  Integer pause(@Mixin ViewOptions options) throws CommandFailure {
    return rule(options, "pause");
  }

  @Command(name = "resume", header = "Go on; what has failed so far is forgiven.")
  Integer resume(@Mixin ViewOptions options) throws CommandFailure {
    return rule(options, "resume");
  }

  @Command(name = "cancel", header = "Want no version any more; nodes that have begun go on.")
  Integer cancel(@Mixin ViewOptions options) throws CommandFailure {
    return rule(options, "cancel");
  }

  private Integer rule(ViewOptions options, String verb) throws CommandFailure {
    options.connect(session).change("/v1/os/" + verb, Map.of());
    return show(options);
  }

  private Integer show(ViewOptions options) throws CommandFailure {
    OsView found = options.connect(session).os();
    return options.print(session, found, lines(found));
  }

  private static List<String> lines(OsView os) {
    List<String> lines = new ArrayList<>();
    os.goal()
        .ifPresentOrElse(
            goal -> lines.addAll(goal(goal, os)), () -> lines.add("No version is wanted."));
    Table versions = new Table("VERSION", "NODES");
    new TreeMap<>(os.versions())
        .forEach((version, count) -> versions.row(version, String.valueOf(count)));
    lines.addAll(versions.lines());
    if (!os.working().isEmpty()) {
      Table working = new Table("NODE", "STAGE", "SINCE");
      os.working().forEach(one -> working.row(one.node(), one.stage(), one.since()));
      lines.addAll(working.lines());
    }
    if (!os.waiting().isEmpty()) {
      Table waiting = new Table("NODE", "WAITS");
      os.waiting().forEach(one -> waiting.row(one.node(), one.reason()));
      lines.addAll(waiting.lines());
    }
    return lines;
  }

  private static List<String> goal(OsView.GoalView goal, OsView os) {
    String where =
        goal.container().map(" in container "::concat).orElse("")
            + goal.nodes().stream()
                .collect(Collectors.joining(", ", goal.nodes().isEmpty() ? "" : " on ", ""));
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s wants %s%s since %s: %d nodes left, %d begun, %d failed."
            .formatted(
                goal.by(),
                goal.version(),
                where,
                goal.since(),
                os.left(),
                goal.begun(),
                goal.failed()));
    goal.paused().ifPresent(reason -> lines.add("Paused: %s.".formatted(reason)));
    return lines;
  }

  /// How boldly it is done.
  static final class OsRuleOptions {
    @Option(
        names = "--at-once",
        paramLabel = "N",
        description = "How many nodes are worked on at once (default: 10).")
    private Optional<Integer> atOnce = Optional.empty();

    @Option(
        names = "--failed-percent",
        paramLabel = "P",
        description = "Pause when more of those begun have failed (default: 10).")
    private Optional<Integer> failedPercent = Optional.empty();

    @Option(
        names = "--within",
        paramLabel = "TIME",
        description = "A node that is not back by then has failed (default: 30m).")
    private Optional<Duration> within = Optional.empty();

    private Map<String, Object> body() {
      Map<String, Object> body = new TreeMap<>();
      atOnce.ifPresent(number -> body.put("atOnce", number));
      failedPercent.ifPresent(number -> body.put("failedPercent", number));
      within.ifPresent(time -> body.put("within", time.toSeconds()));
      return body;
    }
  }
}
