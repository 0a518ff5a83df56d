package weftline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weftline.model.Finding;
import weftline.model.PackageReference;
import weftline.model.PackageWriter;
import weftline.model.ServiceConfiguration;
import weftline.model.ServiceDefinition;
import weftline.model.ServiceModel;
import weftline.model.ServiceModelReader;
import weftline.model.ServiceModelReading;
import weftline.model.ServicePolicy;
import weftline.model.ServicePolicyReader;
import weftline.model.SourceText;

/// A folder on the developer's disk that holds a service: its definition, its configuration and the
/// files of its roles.
record ServiceFolder(
    Path root,
    ServiceDefinition definition,
    ServiceConfiguration configuration,
    Optional<ServicePolicy> policy) {
  private static final List<String> CONFIGURATIONS =
      List.of("ServiceConfiguration.cscfg", "ServiceConfiguration.Local.cscfg");

  /// Reads and checks definition and configuration.
  ///
  /// @throws IOException with every finding in its message if the service cannot be deployed
  static ServiceFolder read(Path root) throws IOException {
    Path definition = root.resolve(PackageWriter.DEFINITION_FILE);
    Optional<Path> configuration =
        CONFIGURATIONS.stream().map(root::resolve).filter(Files::exists).findFirst();
    if (!Files.exists(definition) || configuration.isEmpty()) {
      throw new IOException(
          "There is no service in %s: it needs a ServiceDefinition.csdef and a %s."
                  .formatted(root, CONFIGURATIONS.getFirst())
              + " `wfl new web NAME` makes one to begin with.");
    }
    ServiceModelReading reading =
        ServiceModelReader.read(SourceText.read(definition), SourceText.read(configuration.get()));
    if (reading.hasErrors()) {
      throw faulty(root, reading.findings());
    }
    ServiceDefinition read = reading.definition().orElseThrow();
    return new ServiceFolder(root, read, reading.configuration().orElseThrow(), policy(root, read));
  }

  private static Optional<ServicePolicy> policy(Path root, ServiceDefinition definition)
      throws IOException {
    Path file = root.resolve(ServicePolicy.FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var reading = ServicePolicyReader.read(SourceText.read(file), definition);
    if (reading.hasErrors()) {
      throw faulty(root, reading.findings());
    }
    return reading.policy();
  }

  private static IOException faulty(Path root, List<Finding> findings) {
    String errors =
        String.join(
            "\n", findings.stream().filter(Finding::isError).map(Finding::toString).toList());
    return new IOException("The service in %s has errors.%n%s".formatted(root, errors));
  }

  /// Makes the package that holds the roles.
  ServiceModel pack(Path target) throws IOException {
    PackageReference image = PackageWriter.write(root, definition, target);
    return new ServiceModel(definition, configuration, image, policy);
  }
}
