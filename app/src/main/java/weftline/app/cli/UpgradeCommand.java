package weftline.app.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Replaces what runs, update domain by update domain.
@Command(
    name = "upgrade",
    header = "Replace what runs in a slot, update domain by update domain.",
    description = {
      "With --mode manual the fabric waits for 'wfl walk' before each update domain.",
      "Go back with 'wfl rollback'."
    },
    footer = {
      "",
      "Examples:",
      "  wfl upgrade shop",
      "  wfl upgrade shop shop-v2.cspkg --mode manual"
    })
final class UpgradeCommand implements Callable<Integer> {
  /// Who says when the next update domain begins.
  enum Mode {
    AUTO,
    MANUAL
  }

  private final Session session;

  @Mixin private final SourceParameters source = new SourceParameters();

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Mixin private final SlotOption slot = new SlotOption();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "auto",
      description = "auto, or manual: one domain for each 'wfl walk'. Default: ${DEFAULT-VALUE}.")
  private Mode mode = Mode.AUTO;

  @Option(names = "--role", paramLabel = "ROLE", description = "Upgrade this role alone.")
  private Optional<String> role = Optional.empty();

  @Option(
      names = "--force",
      description = "Allow what loses local storage: another VM size, roles added or taken away.")
  private boolean force;

  @Option(
      names = "--auto-rollback",
      description = "Go back if the new version crashes too often. Default: pause.")
  private boolean autoRollback;

  @Mixin private final WatchOptions watch = new WatchOptions();

  @Mixin private final FabricOptions fabric = new FabricOptions();

  @Mixin private final OutputOptions output = new OutputOptions();

  UpgradeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, CommandFailure {
    Fabric found = fabric.connect(session);
    try (PreparedPackage prepared =
        PreparedPackage.of(source.source(), configuration.wanted(), output.terminal(session))) {
      found.upload(prepared.reference(), prepared.file());
      Optional<String> operation =
          found.change(source.service(prepared), slot.value(), "upgrade", body(prepared));
      if (mode == Mode.MANUAL) {
        session.terminal().err().println("manual: each update domain waits for 'wfl walk'");
      }
      return new OperationWatch(session, found, output).follow(operation, watch);
    }
  }

  private Map<String, Object> body(PreparedPackage prepared) {
    Map<String, Object> body = new HashMap<>();
    body.put("package", prepared.reference().sha256());
    body.put("configuration", prepared.configuration());
    body.put("label", source.label(prepared));
    body.put("mode", mode == Mode.AUTO ? "auto" : "manual");
    role.ifPresent(name -> body.put("role", name));
    body.put("force", force);
    body.put("autoRollback", autoRollback);
    return body;
  }
}
