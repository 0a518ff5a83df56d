package weftline.app.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weftline.controller.api.ContainerView;

/// Shows the containers of the fabric, or takes one out.
@Command(
    name = "containers",
    header = "Show the containers of the fabric, or take one out to be tested.",
    footer = {"", "Examples:", "  wfl containers", "  wfl containers --withdraw c7"})
final class ContainersCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final ViewOptions view = new ViewOptions();

  @Option(
      names = "--withdraw",
      paramLabel = "CONTAINER",
      description = "Empty this one, test its nodes, and take it back.")
  private Optional<String> withdrawn = Optional.empty();

  ContainersCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    Fabric fabric = view.connect(session);
    if (withdrawn.isPresent()) {
      fabric.change(
          "/v1/containers/%s/withdraw".formatted(Fabric.encoded(withdrawn.get())), Map.of());
    }
    List<ContainerView> containers = fabric.containers();
    return view.print(session, containers, table(containers));
  }

  private List<String> table(List<ContainerView> containers) {
    Table table = new Table("CONTAINER", "STATE", "NODES", "FAULTY", "OFFLINE", "REASON");
    for (ContainerView container : containers) {
      table.row(
          container.name(),
          container.state(),
          String.valueOf(container.nodes()),
          String.valueOf(container.faulty()),
          String.valueOf(container.offline()),
          container.reason());
    }
    return table.lines();
  }
}
