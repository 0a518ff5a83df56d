package weftline.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a `.cscfg` says: how many instances, and the values that may change while they run.
public record ServiceConfiguration(
    String serviceName, int osFamily, String osVersion, List<RoleConfiguration> roles) {
  public ServiceConfiguration {
    roles = List.copyOf(roles);
  }

  public Optional<RoleConfiguration> role(String wanted) {
    for (RoleConfiguration role : roles) {
      if (role.name().equals(wanted)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /// What the configuration says of one role.
  ///
  /// @param certificates thumbprints by certificate name
  public record RoleConfiguration(
      String name, int instances, Map<String, String> settings, Map<String, String> certificates) {
    public RoleConfiguration {
      settings = Maps.sorted(settings);
      certificates = Maps.sorted(certificates);
    }
  }
}
