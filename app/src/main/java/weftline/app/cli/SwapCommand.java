package weftline.app.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weftline.controller.api.ServiceView;

/// Exchanges production and staging.
@Command(
    name = "swap",
    header = "Exchange production and staging; swap again to undo it.",
    footer = {"", "Example:", "  wfl swap shop --yes"})
final class SwapCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final ChangeRunner change = new ChangeRunner();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  SwapCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, CommandFailure {
    Fabric fabric = change.connect(session);
    String service = change.service(fabric);
    Terminal terminal = change.output().terminal(session);
    if (!yes) {
      fabric.service(service).ifPresent(found -> terminal.err().println(slots(found)));
    }
    new Confirmation(terminal).yes(yes, "Swap now?");
    Optional<String> operation =
        fabric.change("/v1/services/" + Fabric.encoded(service) + "/swap", Map.of());
    return change.follow(session, fabric, operation);
  }

  private static String slots(ServiceView service) {
    return service.deployments().stream()
        .map(each ->
            "  %s  %s  %d/%d ready"
                .formatted(
                    each.slot(),
                    each.label(),
                    each.roles().stream().mapToInt(ServiceView.RoleView::ready).sum(),
                    each.roles().stream().mapToInt(ServiceView.RoleView::wanted).sum()))
        .collect(Collectors.joining("   ⇄ "));
  }
}
