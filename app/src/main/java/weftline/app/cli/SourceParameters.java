package weftline.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What to deploy, and under which name.
final class SourceParameters {
  @Parameters(
      arity = "1..2",
      paramLabel = "[SERVICE] SOURCE",
      hideParamSyntax = true,
      description =
          "A service's folder or a .cspkg file; before it the service's name, if it is not the"
              + " definition's.")
  private List<String> words = List.of();

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "The service's name. Default: the definition's.")
  private Optional<String> service = Optional.empty();

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      description = "What people call this version. Default: the package's first digits.")
  private Optional<String> label = Optional.empty();

  Path source() {
    return Path.of(words.getLast());
  }

  String service(PreparedPackage prepared) {
    Optional<String> first = words.size() > 1 ? Optional.of(words.getFirst()) : Optional.empty();
    return service.or(() -> first).orElse(prepared.serviceName());
  }

  String label(PreparedPackage prepared) {
    return label.orElse(prepared.reference().toString());
  }
}
