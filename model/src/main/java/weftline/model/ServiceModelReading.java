package weftline.model;

import java.util.List;
import java.util.Optional;

/// What was read, and everything there is to say about it. A part is there when its own file has no
/// error; both fit each other only if [#hasErrors()] is false.
public record ServiceModelReading(
    Optional<ServiceDefinition> definition,
    Optional<ServiceConfiguration> configuration,
    List<Finding> findings) {
  public ServiceModelReading {
    findings = List.copyOf(findings);
  }

  public boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }
}
