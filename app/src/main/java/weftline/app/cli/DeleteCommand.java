package weftline.app.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Takes a deployment off the fabric.
@Command(
    name = "delete",
    header = "Stop a deployment and take it off the fabric.",
    footer = {
      "",
      "Examples:",
      "  wfl delete shop --slot staging --yes",
      "  wfl delete shop --confirm shop"
    })
final class DeleteCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final ChangeRunner change = new ChangeRunner();

  @Mixin private final SlotOption slot = new SlotOption();

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "The service's name, instead of typing it when asked.")
  private String confirm = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask; for staging only.")
  private boolean yes;

  DeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, CommandFailure {
    Fabric fabric = change.connect(session);
    String service = change.service(fabric);
    Confirmation confirmation = new Confirmation(change.output().terminal(session));
    if (slot.isProduction()) {
      confirmation.name(confirm, service, "This stops %s for everybody.".formatted(service));
    } else {
      confirmation.yes(
          yes || confirm.equals(service), "Delete the staging slot of %s?".formatted(service));
    }
    Optional<String> operation = fabric.change(service, slot.value(), "delete", Map.of());
    return change.follow(session, fabric, operation);
  }
}
