package weftline.app.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import weftline.controller.api.ServiceView;
import weftline.controller.api.ServiceView.DeploymentView;
import weftline.controller.api.ServiceView.RoleView;

/// Shows what runs.
@Command(
    name = "status",
    header = "Show all services, or one with its roles and instances.",
    footer = {"", "Examples:", "  wfl status", "  wfl status shop -o json"})
final class StatusCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "A service's name, or its beginning")
  private Optional<String> service = Optional.empty();

  @Mixin private final ViewOptions view = new ViewOptions();

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    Fabric fabric = view.connect(session);
    List<ServiceView> services = fabric.services();
    if (service.isEmpty()) {
      return view.print(session, services, table(services));
    }
    String name =
        Fabric.resolve("service", service.get(), services.stream().map(ServiceView::name).toList());
    ServiceView found =
        services.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return view.print(session, found, details(found));
  }

  private List<String> table(List<ServiceView> services) {
    if (services.isEmpty()) {
      return List.of("No services. Make one with 'wfl new web NAME', then 'wfl deploy NAME'.");
    }
    Table table =
        new Table("SERVICE", "SLOT", "VERSION", "INSTANCES", "STATE", "UPGRADE", "ADDRESS", "AGE");
    for (ServiceView each : services) {
      for (DeploymentView deployment : each.deployments()) {
        table.row(
            each.name(),
            deployment.slot(),
            deployment.label(),
            "%d/%d".formatted(ready(deployment), wanted(deployment)),
            state(deployment.state()),
            deployment.upgrade().map(upgrade -> upgrade(deployment, upgrade)).orElse("-"),
            deployment.addresses().stream()
                .findFirst()
                .map(ServiceView.AddressView::url)
                .orElse("-"),
            Durations.brief(Duration.between(deployment.createdAt(), session.clock().instant())));
      }
    }
    return table.lines();
  }

  private List<String> details(ServiceView found) {
    Terminal terminal = view.terminal(session);
    List<String> lines = new ArrayList<>();
    for (DeploymentView deployment : found.deployments()) {
      lines.add(
          "%s  %s  %s  %d/%d ready  %s"
              .formatted(
                  terminal.bold(found.name() + "/" + deployment.slot()),
                  deployment.label(),
                  state(deployment.state()),
                  ready(deployment),
                  wanted(deployment),
                  deployment.upgrade().map(upgrade -> upgrade(deployment, upgrade)).orElse("")));
      deployment
          .addresses()
          .forEach(address ->
              lines.add(
                  "  %s  %s/%s".formatted(address.url(), address.role(), address.endpoint())));
      lines.addAll(instances(deployment));
    }
    return lines;
  }

  private List<String> instances(DeploymentView deployment) {
    Terminal terminal = view.terminal(session);
    ServiceTree signs = new ServiceTree(terminal);
    Table table = new Table("", "INSTANCE", "STATUS", "NODE", "FD", "UD", "VERSION", "DETAIL");
    for (RoleView role : deployment.roles()) {
      for (ServiceView.InstanceView instance : role.instances()) {
        table.row(
            " " + signs.sign(instance.status()),
            instance.name(),
            instance.status(),
            instance.node().orElse("-"),
            instance.faultDomain().map(String::valueOf).orElse("-"),
            String.valueOf(instance.updateDomain()),
            instance.label(),
            instance.detail());
      }
    }
    return table.lines();
  }

  private String state(String state) {
    Terminal terminal = view.terminal(session);
    return switch (state) {
      case "running" -> terminal.green(state);
      case "unplaceable", "degraded" -> terminal.red(state);
      default -> terminal.yellow(state);
    };
  }

  private static String upgrade(DeploymentView deployment, ServiceView.UpgradeView upgrade) {
    return "%sUD %s of %d%s"
        .formatted(
            upgrade.rollback() ? "back, " : "",
            upgrade.domain().map(String::valueOf).orElse("-"),
            deployment.updateDomains(),
            upgrade.mode().equals("manual") ? " (manual)" : "");
  }

  private static int ready(DeploymentView deployment) {
    return deployment.roles().stream().collect(Collectors.summingInt(RoleView::ready));
  }

  private static int wanted(DeploymentView deployment) {
    return deployment.roles().stream().collect(Collectors.summingInt(RoleView::wanted));
  }
}
