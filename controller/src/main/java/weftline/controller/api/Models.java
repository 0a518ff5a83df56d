package weftline.controller.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import weftline.controller.Packages;
import weftline.core.Problem;
import weftline.model.Finding;
import weftline.model.PackageReader;
import weftline.model.PackageReference;
import weftline.model.ServiceModel;
import weftline.model.ServiceModelReader;
import weftline.model.SourceText;

/// Puts a service model together from an uploaded package and the text of a configuration.
final class Models {
  private static final String CONFIGURATION_FILE = "ServiceConfiguration.cscfg";

  private final Packages packages;

  Models(Packages packages) {
    this.packages = packages;
  }

  /// Reads and checks both; ends the request with everything that is wrong with them.
  Model read(String sha256, String configuration) throws IOException, AnswerException {
    var image = find(sha256);
    var reading =
        ServiceModelReader.read(
            definition(image), new SourceText(CONFIGURATION_FILE, configuration));
    var definition = reading.definition();
    var settings = reading.configuration();
    if (reading.hasErrors() || definition.isEmpty() || settings.isEmpty()) {
      throw new AnswerException(Answers.json(400, Refusal.of(reading.findings())));
    }
    return new Model(new ServiceModel(definition.get(), settings.get(), image), reading.findings());
  }

  private PackageReference find(String sha256) throws IOException, AnswerException {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw Call.invalid(
          "'%s' names no package.".formatted(sha256),
          "A package is named by the SHA-256 of its bytes, in lower-case hex.");
    }
    return packages
        .find(sha256)
        .orElseThrow(() ->
            new AnswerException(
                new Problem.NotFound(
                    "There is no package %s.".formatted(sha256),
                    "Upload it first: PUT /v1/packages/%s.".formatted(sha256))));
  }

  /// Packages are zip files, which are read from their end; so the package goes to a file first.
  private SourceText definition(PackageReference image) throws IOException {
    var file = Files.createTempFile("package-", ".cspkg");
    try (var content = packages.open(image.sha256())) {
      Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
      return definition(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static SourceText definition(Path file) throws IOException {
    try (var reader = PackageReader.open(file)) {
      return reader.definition();
    }
  }

  /// A model that may be carried out, and what there is to say about it.
  record Model(ServiceModel service, List<Finding> warnings) {
    Model {
      warnings = List.copyOf(warnings);
    }
  }

  /// The answer to a model that is wrong.
  record Refusal(ApiErrors.Detail error, List<Finding> findings) {
    Refusal {
      findings = List.copyOf(findings);
    }

    static Refusal of(List<Finding> findings) {
      var errors = findings.stream().filter(Finding::isError).toList();
      var first = errors.isEmpty() ? "it cannot be read" : errors.getFirst().message();
      return new Refusal(
          new ApiErrors.Detail(
              "InvalidServiceModel",
              "The service model has %d error%s; the first: %s"
                  .formatted(errors.size(), errors.size() == 1 ? "" : "s", first),
              "Correct what 'findings' lists; `wfl validate` finds the same without a fabric."),
          findings);
    }
  }
}
