package weftline.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes a [ServiceDefinition] from a tree without errors.
final class DefinitionBuilder {
  private DefinitionBuilder() {}

  static ServiceDefinition build(XmlElement tree) {
    return new ServiceDefinition(
        tree.text("name"),
        tree.attribute("schemaVersion").orElse("unspecified"),
        tree.number("upgradeDomainCount").orElse(5),
        tree.text("topologyChangeDiscovery").equals("Blast")
            ? ServiceDefinition.TopologyChangeDiscovery.BLAST
            : ServiceDefinition.TopologyChangeDiscovery.UPGRADE_DOMAIN_WALK,
        tree.path("LoadBalancerProbes", "LoadBalancerProbe").stream()
            .map(DefinitionBuilder::probe)
            .toList(),
        RoleElements.of(tree).stream().map(RoleBuilder::build).toList(),
        tree.path("NetworkTrafficRules", "OnlyAllowTrafficTo").stream()
            .map(DefinitionBuilder::rule)
            .toList());
  }

  private static LoadBalancerProbe probe(XmlElement probe) {
    return new LoadBalancerProbe(
        probe.text("name"),
        probe.text("protocol"),
        probe.attribute("path"),
        probe.number("port"),
        Duration.ofSeconds(probe.number("intervalInSeconds").orElse(15)),
        Duration.ofSeconds(probe.number("timeoutInSeconds").orElse(31)));
  }

  private static ServiceDefinition.TrafficRule rule(XmlElement rule) {
    List<String> from =
        rule.path("WhenSource", "FromRole").stream().map(each -> each.text("roleName")).toList();
    return new ServiceDefinition.TrafficRule(
        rule.path("Destinations", "RoleEndpoint").stream()
            .map(each ->
                new ServiceDefinition.Destination(each.text("roleName"), each.text("endpointName")))
            .toList(),
        from);
  }

  /// Of an `InternalEndpoint` or an `AllocatePublicPortFrom`.
  static Optional<PortRange> ports(XmlElement holder) {
    Optional<PortRange> range =
        holder
            .child("FixedPortRange")
            .map(each -> new PortRange(port(each, "min"), port(each, "max")));
    Optional<Integer> single =
        holder
            .child("FixedPort")
            .flatMap(each -> each.number("port"))
            .or(() -> holder.number("port"));
    return range.or(() -> single.map(port -> new PortRange(port, port)));
  }

  private static int port(XmlElement range, String attribute) {
    return range.number(attribute).orElseThrow();
  }
}
