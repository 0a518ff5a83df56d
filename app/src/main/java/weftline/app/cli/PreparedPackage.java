package weftline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import weftline.model.PackageReader;
import weftline.model.PackageReference;
import weftline.model.PackageWriter;
import weftline.model.RoleDefinition;
import weftline.model.ServiceDefinition;
import weftline.model.ServiceModelReader;
import weftline.model.ServiceModelReading;
import weftline.model.SourceText;

/// A package that is ready to be uploaded, with the configuration that goes with it, both checked.
///
/// @param temporary whether the file was only made for this run
record PreparedPackage(
    Path file,
    PackageReference reference,
    ServiceDefinition definition,
    String configuration,
    boolean temporary)
    implements AutoCloseable {

  /// Of a service's folder, which is packed, or of a package file.
  static PreparedPackage of(Path source, String wantedConfiguration, Terminal terminal)
      throws IOException, CommandFailure {
    if (Files.isDirectory(source)) {
      return packed(ServiceFolder.at(source), wantedConfiguration, terminal);
    }
    if (!Files.isRegularFile(source)) {
      throw CommandFailure.usage(
          "there is no folder or package " + source, "name a service's folder or a .cspkg file");
    }
    Path folder = source.toAbsolutePath().getParent();
    SourceText configuration =
        ServiceFolder.configuration(folder == null ? Path.of("") : folder, wantedConfiguration);
    ServiceDefinition definition;
    try (PackageReader reader = PackageReader.open(source)) {
      definition = checked(ServiceModelReader.read(reader.definition(), configuration), terminal);
      reader.checkHolds(definition);
    }
    return new PreparedPackage(
        source, PackageReference.of(source), definition, configuration.text(), false);
  }

  /// The name to deploy under if nobody says another.
  String serviceName() {
    return definition.name();
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(file);
    }
  }

  private static PreparedPackage packed(
      ServiceFolder folder, String wantedConfiguration, Terminal terminal)
      throws IOException, CommandFailure {
    SourceText configuration = ServiceFolder.configuration(folder.directory(), wantedConfiguration);
    ServiceDefinition definition = checked(folder.read(wantedConfiguration), terminal);
    Path file = Files.createTempFile("wfl-", ".cspkg");
    try {
      PackageReference reference = PackageWriter.write(folder.directory(), definition, file);
      return new PreparedPackage(file, reference, definition, configuration.text(), true);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static ServiceDefinition checked(ServiceModelReading reading, Terminal terminal)
      throws CommandFailure {
    ServiceFolder.check(reading, terminal);
    ServiceDefinition found = reading.definition().orElseThrow();
    List<String> silent =
        found.roles().stream()
            .filter(role -> role.runtime().entryPoint().isEmpty())
            .map(RoleDefinition::name)
            .toList();
    if (!silent.isEmpty()) {
      throw CommandFailure.failed(
          "no program is named for: " + String.join(", ", silent),
          "add a ProgramEntryPoint under Runtime/EntryPoint in the definition");
    }
    return found;
  }
}
