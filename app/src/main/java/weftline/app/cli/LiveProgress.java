package weftline.app.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.controller.api.OperationView;
import weftline.controller.api.ServiceView;

/// A tree of roles and instances, drawn again in place at every look.
final class LiveProgress implements Progress {
  private final Terminal terminal;
  private final InstantSource clock;
  private int drawn;

  LiveProgress(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public void say(String text) {
    redraw(List.of(terminal.dim(text)));
    drawn = 0;
  }

  @Override
  public void show(OperationView operation, Optional<ServiceView.DeploymentView> deployment) {
    redraw(tree(operation, deployment));
  }

  @Override
  public void end(OperationView operation, Optional<ServiceView.DeploymentView> deployment) {
    List<String> lines = tree(operation, deployment);
    lines.add(Progress.verdict(terminal, operation));
    deployment.ifPresent(
        each -> each.addresses().forEach(address -> lines.add("  " + address.url())));
    redraw(lines);
    drawn = 0;
  }

  private List<String> tree(
      OperationView operation, Optional<ServiceView.DeploymentView> deployment) {
    List<String> lines = new ArrayList<>();
    Duration since = Duration.between(operation.startedAt(), clock.instant());
    String subject =
        operation.service().or(operation::node).orElse("")
            + operation.slot().map(slot -> "/" + slot).orElse("");
    lines.add(
        "%s %s  %s  %s  %s"
            .formatted(
                terminal.bold("▸ " + subject),
                operation.kind(),
                deployment.map(ServiceView.DeploymentView::label).orElse(""),
                terminal.dim(operation.id()),
                Durations.watch(since)));
    deployment.ifPresent(each -> lines.addAll(new ServiceTree(terminal).roles(each)));
    if (!operation.waitsFor().isEmpty()) {
      lines.add("  " + terminal.dim("waiting for " + operation.waitsFor()));
    }
    return lines;
  }

  private void redraw(List<String> lines) {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append("\u001b[").append(drawn).append("A");
    }
    for (String line : lines) {
      text.append("\r\u001b[2K").append(cut(line)).append("\n");
    }
    text.append("\u001b[J");
    terminal.out().print(text);
    terminal.out().flush();
    drawn = lines.size();
  }

  /// A line that wraps would put the next drawing in the wrong place.
  private String cut(String line) {
    if (Table.length(line) <= terminal.width()) {
      return line;
    }
    String plain = line.replaceAll("\u001b\\[[0-9;]*m", "");
    return plain.substring(0, plain.offsetByCodePoints(0, terminal.width() - 1)) + "…";
  }
}
