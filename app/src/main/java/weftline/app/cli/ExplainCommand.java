package weftline.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weftline.controller.api.ExplainView;
import weftline.controller.api.ExplainView.GroupView;
import weftline.controller.api.OperationView;

/// Says why a service is as it is.
@Command(
    name = "explain",
    header = "Say what a change waits for, and why an instance can or cannot be on each node.",
    footer = {"", "Examples:", "  wfl explain shop", "  wfl explain shop/web/1"})
final class ExplainCommand implements Callable<Integer> {
  /// With more nodes, those that say the same share a line.
  private static final int NODES_MAX = 20;

  private final Session session;

  @Parameters(
      paramLabel = "SERVICE[/ROLE[/INDEX]]",
      description = "All instances, those of a role, or one")
  private String path = "";

  @Option(names = "--role", paramLabel = "ROLE", description = "Only this role's instances.")
  private String role = "";

  @Option(names = "--instance", paramLabel = "NAME", description = "Only this one: web_IN_0.")
  private String instance = "";

  @Mixin private final ViewOptions view = new ViewOptions();

  ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    Fabric fabric = view.connect(session);
    InstancePath wanted = InstancePath.parse(path);
    String service = fabric.resolveService(wanted.service());
    ExplainView found =
        fabric.explain(
            service,
            Map.of(
                "role", role.isEmpty() ? wanted.role().orElse("") : role,
                "instance", instance.isEmpty() ? wanted.instance() : instance));
    return view.print(session, found, lines(service, found));
  }

  private List<String> lines(String service, ExplainView found) {
    Terminal terminal = view.terminal(session);
    List<String> lines = new ArrayList<>();
    for (OperationView change : found.changes()) {
      lines.add(
          "%s %s is under way; it waits for: %s"
              .formatted(
                  change.kind(),
                  terminal.dim(change.id()),
                  change.waitsFor().isEmpty() ? "nothing, it goes on" : change.waitsFor()));
    }
    if (found.changes().isEmpty()) {
      lines.add("No change of %s is under way.".formatted(service));
    }
    for (ExplainView.PlacementView placement : found.placements()) {
      lines.add("");
      lines.addAll(placement(placement));
    }
    return lines;
  }

  private List<String> placement(ExplainView.PlacementView placement) {
    boolean many = placement.groups().stream().mapToInt(GroupView::nodes).sum() > NODES_MAX;
    List<String> lines = new ArrayList<>(many ? groups(placement) : nodes(placement));
    placement.cures().forEach(cure -> lines.add("  it would fit with " + cure));
    return lines;
  }

  /// What many nodes say, class by class.
  private List<String> groups(ExplainView.PlacementView placement) {
    Terminal terminal = view.terminal(session);
    List<String> lines = new ArrayList<>();
    lines.add(
        terminal.bold(placement.slot() + "/" + placement.instance()) + "  " + placement.reason());
    Table table = new Table("  NODES", "HARDWARE", "VERDICT", "FOR EXAMPLE");
    for (GroupView group : placement.groups()) {
      table.row(
          "  %,d".formatted(group.nodes()),
          group.kind(),
          group.verdict(),
          String.join(", ", group.names()));
    }
    lines.addAll(table.lines());
    return lines;
  }

  private List<String> nodes(ExplainView.PlacementView placement) {
    Terminal terminal = view.terminal(session);
    long fitting = placement.verdicts().stream().filter(ExplainView.VerdictView::fits).count();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s  %d nodes looked at, %d fit"
            .formatted(
                terminal.bold(placement.slot() + "/" + placement.instance()),
                placement.reason(),
                placement.verdicts().size(),
                fitting));
    if (placement.verdicts().isEmpty()) {
      return lines;
    }
    Table table = new Table("  NODE", "FD", "", "VERDICT");
    for (ExplainView.VerdictView verdict : placement.verdicts()) {
      table.row(
          "  " + verdict.node(),
          String.valueOf(verdict.faultDomain()),
          verdict.fits() ? terminal.green("✔") : terminal.red("✖"),
          verdict.fits() ? "fits" : String.join("; ", verdict.obstacles()));
    }
    lines.addAll(table.lines());
    return lines;
  }
}
