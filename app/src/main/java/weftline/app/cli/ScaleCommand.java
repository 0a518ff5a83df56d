package weftline.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weftline.controller.api.ServiceView;

/// Changes how many instances of a role run.
@Command(
    name = "scale",
    header = "Run more or fewer instances of a role.",
    footer = {"", "Example:", "  wfl scale shop web=4"})
final class ScaleCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final ChangeRunner change = new ChangeRunner();

  @Parameters(
      index = "1..*",
      arity = "1..2",
      paramLabel = "ROLE=COUNT",
      description = "The role and how many instances it is to have")
  private List<String> words = List.of();

  @Mixin private final SlotOption slot = new SlotOption();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask when there will be fewer.")
  private boolean yes;

  @Option(
      names = "--force",
      description = "Take more instances than there is room for; they wait for it.")
  private boolean force;

  ScaleCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, CommandFailure {
    String[] parts = String.join("=", words).split("=", -1);
    if (parts.length != 2 || !parts[1].matches("[0-9]{1,6}")) {
      throw CommandFailure.usage(
          "'%s' names no role and count".formatted(String.join(" ", words)), "write it like web=4");
    }
    String role = parts[0];
    int instances = Integer.parseInt(parts[1]);
    Fabric fabric = change.connect(session);
    String service = change.service(fabric);
    Optional<Integer> now = wanted(fabric, service, role);
    if (now.filter(count -> instances < count).isPresent()) {
      new Confirmation(change.output().terminal(session))
          .yes(yes, "Scale %s down from %d to %d?".formatted(role, now.get(), instances));
    }
    Optional<String> operation =
        fabric.change(
            service,
            slot.value(),
            "scale",
            Map.of("role", role, "instances", instances, "force", force));
    return change.follow(session, fabric, operation);
  }

  private Optional<Integer> wanted(Fabric fabric, String service, String role)
      throws CommandFailure {
    return fabric.service(service).stream()
        .flatMap(found -> found.deployments().stream())
        .filter(deployment -> deployment.slot().equals(slot.value()))
        .flatMap(deployment -> deployment.roles().stream())
        .filter(each -> each.name().equals(role))
        .map(ServiceView.RoleView::wanted)
        .findFirst();
  }
}
