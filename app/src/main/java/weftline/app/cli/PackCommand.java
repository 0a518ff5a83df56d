package weftline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weftline.model.PackageReference;
import weftline.model.PackageWriter;
import weftline.model.ServiceDefinition;
import weftline.model.ServiceModelReader;
import weftline.model.ServiceModelReading;

/// Makes a package without a fabric.
@Command(
    name = "pack",
    header = "Pack a service's roles into a .cspkg file; needs no fabric.",
    description = {
      "The files of role R are those of the folder DIR/R, and what Contents in the definition adds.",
      "The same files give the same bytes."
    },
    footer = {"", "Example:", "  wfl pack shop -o shop.cspkg"})
final class PackCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "DIR", description = "The service's folder")
  private Path directory = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The package to write. Default: the service's name with .cspkg.")
  private Optional<Path> out = Optional.empty();

  PackCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, CommandFailure {
    ServiceFolder folder = ServiceFolder.at(directory);
    ServiceModelReading reading = ServiceModelReader.readDefinition(folder.definition());
    ServiceFolder.check(reading, session.terminal());
    var definition = reading.definition().orElseThrow();
    Path target = out.orElse(Path.of(definition.name() + ".cspkg"));
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw CommandFailure.usage(
          target + " is there already, and is no file", "name another one with -o");
    }
    PackageReference reference = write(target, definition);
    session
        .terminal()
        .out()
        .println(
            "%s  %,d bytes  sha256 %s".formatted(target, reference.bytes(), reference.sha256()));
    return ExitCode.DONE;
  }

  /// Written beside the target first, so that a failure leaves no half package.
  private PackageReference write(Path target, ServiceDefinition definition) throws IOException {
    Path half = target.resolveSibling(target.getFileName() + ".part");
    try {
      PackageReference reference = PackageWriter.write(directory, definition, half);
      Files.move(half, target, StandardCopyOption.REPLACE_EXISTING);
      return reference;
    } finally {
      Files.deleteIfExists(half);
    }
  }
}
