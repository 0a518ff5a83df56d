package weftline.app.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Puts a service onto the fabric.
@Command(
    name = "deploy",
    header = "Put a service into an empty slot, and wait until it runs.",
    footer = {
      "",
      "Examples:",
      "  wfl deploy shop",
      "  wfl deploy shop.cspkg --configuration shop/ServiceConfiguration.Cloud.cscfg --slot staging"
    })
final class DeployCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final SourceParameters source = new SourceParameters();

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Mixin private final SlotOption slot = new SlotOption();

  @Mixin private final WatchOptions watch = new WatchOptions();

  @Mixin private final FabricOptions fabric = new FabricOptions();

  @Mixin private final OutputOptions output = new OutputOptions();

  DeployCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, CommandFailure {
    Fabric found = fabric.connect(session);
    Terminal terminal = output.terminal(session);
    try (PreparedPackage prepared =
        PreparedPackage.of(source.source(), configuration.wanted(), terminal)) {
      found.upload(prepared.reference(), prepared.file());
      Optional<String> operation =
          found.change(
              source.service(prepared),
              slot.value(),
              "deploy",
              Map.of(
                  "package", prepared.reference().sha256(),
                  "configuration", prepared.configuration(),
                  "label", source.label(prepared)));
      return new OperationWatch(session, found, output).follow(operation, watch);
    }
  }
}
