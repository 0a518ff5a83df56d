package weftline.sdk;

import java.util.List;
import java.util.Optional;

/// One running copy of a role.
///
/// @param name for example `web_IN_0`
/// @param faultDomain instances of one fault domain fail together
/// @param updateDomain instances of one update domain are upgraded together
public record Instance(
    String name, String role, int faultDomain, int updateDomain, List<Endpoint> endpoints) {
  public Instance {
    endpoints = List.copyOf(endpoints);
  }

  public Optional<Endpoint> endpoint(String wanted) {
    return endpoints.stream().filter(endpoint -> endpoint.name().equals(wanted)).findFirst();
  }
}
