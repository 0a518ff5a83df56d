package weftline.model;

import java.util.List;
import java.util.Optional;

/// What a `.csdef` says: the roles of a service, and what does not change without an upgrade.
public record ServiceDefinition(
    String name,
    String schemaVersion,
    int upgradeDomainCount,
    TopologyChangeDiscovery topologyChangeDiscovery,
    List<LoadBalancerProbe> probes,
    List<RoleDefinition> roles,
    List<TrafficRule> trafficRules) {
  public ServiceDefinition {
    probes = List.copyOf(probes);
    roles = List.copyOf(roles);
    trafficRules = List.copyOf(trafficRules);
  }

  public Optional<RoleDefinition> role(String wanted) {
    for (RoleDefinition role : roles) {
      if (role.name().equals(wanted)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  ServiceDefinition withSize(String role, String vmSize) {
    return new ServiceDefinition(
        name,
        schemaVersion,
        upgradeDomainCount,
        topologyChangeDiscovery,
        probes,
        roles.stream().map(each -> each.name().equals(role) ? each.sized(vmSize) : each).toList(),
        trafficRules);
  }

  /// How running roles learn of a change of instance counts: domain by domain, or all at once.
  public enum TopologyChangeDiscovery {
    UPGRADE_DOMAIN_WALK,
    BLAST
  }

  /// Restricts who may talk to internal endpoints (`OnlyAllowTrafficTo`). No `from` means anybody.
  public record TrafficRule(List<Destination> destinations, List<String> from) {
    public TrafficRule {
      destinations = List.copyOf(destinations);
      from = List.copyOf(from);
    }
  }

  /// One internal endpoint of one role.
  public record Destination(String role, String endpoint) {}
}
