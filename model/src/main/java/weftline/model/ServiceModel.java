package weftline.model;

/// What a tenant asks for: a definition and a configuration that fit each other, and the package
/// that holds the code.
public record ServiceModel(
    ServiceDefinition definition, ServiceConfiguration configuration, PackageReference image) {
  public ServiceName name() {
    return new ServiceName(definition.name());
  }

  public ServiceModel withConfiguration(ServiceConfiguration newConfiguration) {
    return new ServiceModel(definition, newConfiguration, image);
  }
}
