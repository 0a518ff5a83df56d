package weftline.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weftline.controller.api.NodeView;
import weftline.controller.api.RackView;
import weftline.controller.api.ServiceView;
import weftline.controller.api.ServiceView.DeploymentView;
import weftline.controller.api.ServiceView.InstanceView;

/// Draws where the instances of a service are: what fails together across, what is upgraded
/// together down.
@Command(
    name = "map",
    header = "Draw fault domains against update domains, or the racks of the fabric.",
    footer = {"", "Examples:", "  wfl map shop", "  wfl map --racks"})
final class MapCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "A service's name, or its beginning. Default: all of them.")
  private Optional<String> service = Optional.empty();

  @Option(names = "--racks", description = "Containers, racks and nodes instead of services.")
  private boolean racks;

  @Mixin private final ViewOptions view = new ViewOptions();

  MapCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    Fabric fabric = view.connect(session);
    if (racks) {
      List<RackView> all = fabric.racks();
      return view.print(session, all, new RackMap(view.terminal(session)).lines(all));
    }
    List<ServiceView> services = wanted(fabric);
    SortedSet<Integer> faultDomains =
        fabric.nodes().stream()
            .map(NodeView::faultDomain)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> lines = new ArrayList<>();
    for (ServiceView each : services) {
      for (DeploymentView deployment : each.deployments()) {
        lines.add(
            view.terminal(session).bold(each.name() + "/" + deployment.slot())
                + "  "
                + deployment.label());
        lines.addAll(map(deployment, faultDomains));
        lines.add("");
      }
    }
    if (services.isEmpty()) {
      lines.add("No services. See the nodes with 'wfl nodes'.");
    }
    return view.print(session, services, lines);
  }

  private List<ServiceView> wanted(Fabric fabric) throws CommandFailure {
    List<ServiceView> all = fabric.services();
    if (service.isEmpty()) {
      return all;
    }
    String name =
        Fabric.resolve("service", service.get(), all.stream().map(ServiceView::name).toList());
    return all.stream().filter(each -> each.name().equals(name)).toList();
  }

  private List<String> map(DeploymentView deployment, SortedSet<Integer> faultDomains) {
    Table table =
        new Table(
            Stream.concat(Stream.of(""), faultDomains.stream().map(domain -> "FD" + domain))
                .toArray(String[]::new));
    for (int updateDomain = 0; updateDomain < deployment.updateDomains(); updateDomain++) {
      List<String> row = new ArrayList<>();
      row.add("  UD" + updateDomain);
      for (int faultDomain : faultDomains) {
        row.add(cell(deployment, faultDomain, updateDomain));
      }
      table.row(row.toArray(String[]::new));
    }
    List<String> lines = new ArrayList<>(table.lines());
    String homeless =
        instances(deployment)
            .filter(instance -> instance.faultDomain().isEmpty())
            .map(InstanceView::name)
            .collect(Collectors.joining(", "));
    if (!homeless.isEmpty()) {
      lines.add("  without a node: " + homeless);
    }
    return lines;
  }

  private String cell(DeploymentView deployment, int faultDomain, int updateDomain) {
    ServiceTree signs = new ServiceTree(view.terminal(session));
    String text =
        instances(deployment)
            .filter(instance -> instance.updateDomain() == updateDomain)
            .filter(instance ->
                instance.faultDomain().filter(found -> found == faultDomain).isPresent())
            .map(instance ->
                instance.name().replace("_IN_", "/") + " " + signs.sign(instance.status()))
            .collect(Collectors.joining("  "));
    return text.isEmpty() ? view.terminal(session).dim("·") : text;
  }

  private static Stream<InstanceView> instances(DeploymentView deployment) {
    return deployment.roles().stream().flatMap(role -> role.instances().stream());
  }
}
