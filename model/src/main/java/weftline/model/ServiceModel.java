package weftline.model;

import java.util.Optional;

/// What a tenant asks for: a definition and a configuration that fit each other, and the package
/// that holds the code.
///
/// @param policy what a `weftline.xml` beside the definition says
public record ServiceModel(
    ServiceDefinition definition,
    ServiceConfiguration configuration,
    PackageReference image,
    Optional<ServicePolicy> policy) {
  public ServiceModel(
      ServiceDefinition definition, ServiceConfiguration configuration, PackageReference image) {
    this(definition, configuration, image, Optional.empty());
  }

  public ServiceName name() {
    return new ServiceName(definition.name());
  }

  /// The same, with another size for a role.
  public ServiceModel withSize(String role, String vmSize) {
    return new ServiceModel(definition.withSize(role, vmSize), configuration, image, policy);
  }

  public ServiceModel withConfiguration(ServiceConfiguration newConfiguration) {
    return new ServiceModel(definition, newConfiguration, image, policy);
  }
}
