package weftline.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weftline.controller.api.Imported;
import weftline.net.JsonTree;

/// Says what the fabric is made of.
@Command(
    name = "inventory",
    header = "Tell the fabric of its racks, switches and power feeds, or ask what it knows.",
    description = {
      "",
      "What fails together is computed from the devices and cables: see docs/inventory.md."
    },
    footer = {
      "",
      "Examples:",
      "  wfl inventory import hall-1.json",
      "  wfl inventory export > hall-1.json"
    })
final class InventoryCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say import or export");
  }

  /// Replaces the inventory by that of a file.
  @Command(
      name = "import",
      header = "Replace the inventory by that of a file.",
      footer = {"", "Example:", "  wfl inventory import hall-1.json"})
  static final class Import implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "A file that 'wfl inventory export' could give")
    private Path file = Path.of("");

    @Mixin private final ViewOptions view = new ViewOptions();

    Import(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CommandFailure {
      if (!Files.isRegularFile(file)) {
        throw CommandFailure.usage("there is no file " + file, "name the inventory's file");
      }
      Imported imported = view.connect(session).importInventory(file);
      String said =
          "%d devices and %d cables, %d fault domains%s"
              .formatted(
                  imported.devices(),
                  imported.cables(),
                  imported.faultDomains(),
                  imported.unchanged() ? "; nothing has changed" : "");
      return view.print(session, imported, List.of(said));
    }
  }

  /// Writes the inventory down.
  @Command(
      name = "export",
      header = "Print the inventory as a file that can be imported again.",
      footer = {"", "Example:", "  wfl inventory export > hall-1.json"})
  static final class Export implements Callable<Integer> {
    private final Session session;

    @Mixin private final FabricOptions fabric = new FabricOptions();

    Export(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CommandFailure {
      JsonTree inventory = fabric.connect(session).inventory();
      session.terminal().out().println(inventory.pretty());
      return ExitCode.DONE;
    }
  }
}
