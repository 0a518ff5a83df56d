package weftline.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import weftline.controller.api.ServiceView;

/// Draws the roles of a deployment with one sign for each instance, and words for those that are
/// not well.
final class ServiceTree {
  private static final int NAME_WIDTH = 14;
  private static final int TROUBLES_MAX = 3;

  private final Terminal terminal;

  ServiceTree(Terminal terminal) {
    this.terminal = terminal;
  }

  List<String> roles(ServiceView.DeploymentView deployment) {
    List<String> lines = new ArrayList<>();
    for (ServiceView.RoleView role : deployment.roles()) {
      String signs =
          role.instances().stream()
              .map(instance -> sign(instance.status()))
              .collect(Collectors.joining());
      lines.add(
          "  %s %s %d/%d ready"
              .formatted(
                  Table.padded(role.name(), NAME_WIDTH),
                  Table.padded(signs, Math.max(8, role.instances().size())),
                  role.ready(),
                  role.wanted()));
      role.instances().stream()
          .filter(instance -> !instance.status().equals("ready"))
          .limit(TROUBLES_MAX)
          .forEach(instance -> lines.add("  " + " ".repeat(NAME_WIDTH + 1) + trouble(instance)));
    }
    return lines;
  }

  String sign(String status) {
    return switch (status) {
      case "ready" -> terminal.green("✔");
      case "failed" -> terminal.red("✖");
      case "wanted" -> terminal.dim("·");
      case "draining", "stopping" -> terminal.yellow("◂");
      default -> terminal.yellow("▸");
    };
  }

  private String trouble(ServiceView.InstanceView instance) {
    String node = instance.node().map(each -> " on " + each).orElse("");
    String failures =
        instance.failures() == 0 ? "" : " (%d failures)".formatted(instance.failures());
    String detail = instance.detail().isEmpty() ? "" : "  " + instance.detail();
    return "└ %s %s%s%s%s"
        .formatted(instance.name(), instance.status(), node, failures, terminal.dim(detail));
  }
}
