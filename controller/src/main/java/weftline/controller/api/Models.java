package weftline.controller.api;

import java.io.IOException;
import java.nio.file.Files;
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

  /// Reads and checks both; ends the request with everything that is wrong with them. Packages are
  /// zip files, which are read from their end; so the package goes to a file first.
  Model read(String sha256, String configuration) throws IOException, AnswerException {
    var image = find(sha256);
    var file = Files.createTempFile("package-", ".cspkg");
    try {
      try (var content = packages.open(sha256)) {
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
      }
      try (var reader = PackageReader.open(file)) {
        return read(image, reader, new SourceText(CONFIGURATION_FILE, configuration));
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static Model read(PackageReference image, PackageReader reader, SourceText configuration)
      throws IOException, AnswerException {
    var reading = ServiceModelReader.read(reader.definition(), configuration);
    var definition = reading.definition();
    var settings = reading.configuration();
    if (reading.hasErrors() || definition.isEmpty() || settings.isEmpty()) {
      throw new AnswerException(Answers.json(400, Refusal.of(reading.findings())));
    }
    reader.checkHolds(definition.get());
    var policy = reader.policy(definition.get());
    if (policy.hasErrors()) {
      throw new AnswerException(Answers.json(400, Refusal.of(policy.findings())));
    }
    return new Model(
        new ServiceModel(definition.get(), settings.get(), image, policy.policy()),
        reading.findings());
  }

  private PackageReference find(String sha256) throws IOException, AnswerException {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw Call.invalid(
          "'%s' names no package.".formatted(sha256),
          "A package is named by the SHA-256 of its bytes, in lower-case hex.");
    }
    return packages
        .claim(sha256)
        .orElseThrow(() ->
            new AnswerException(
                new Problem.NotFound(
                    "There is no package %s.".formatted(sha256),
                    "Upload it first: PUT /v1/packages/%s.".formatted(sha256))));
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
