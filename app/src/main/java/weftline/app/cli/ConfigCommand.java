package weftline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import weftline.model.SourceText;

/// Changes settings and instance counts of what runs.
@Command(
    name = "config",
    header = "Give a running service new settings and instance counts, without a restart.",
    footer = {
      "",
      "Examples:",
      "  wfl config shop shop/ServiceConfiguration.cscfg",
      "  wfl config shop shop --configuration Cloud"
    })
final class ConfigCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final ChangeRunner change = new ChangeRunner();

  @Parameters(
      index = "1",
      paramLabel = "SOURCE",
      description = "A .cscfg file, or the folder of a service")
  private Path source = Path.of("");

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Mixin private final SlotOption slot = new SlotOption();

  ConfigCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, CommandFailure {
    return change.slotChange(
        session, slot.value(), "configure", Map.of("configuration", text().text()));
  }

  private SourceText text() throws IOException, CommandFailure {
    if (Files.isDirectory(source)) {
      return ServiceFolder.configuration(source, configuration.wanted());
    }
    return ServiceFolder.configuration(Path.of(""), source.toString());
  }
}
