package weftline.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What must hold inside a definition beyond what its schema says, seen over all roles.
final class DefinitionRules {
  static final int ROLES_MAX = 25;
  static final int ENDPOINTS_MAX = 25;

  private final XmlElement definition;
  private final Findings findings;
  private final List<RoleElements> roles;

  DefinitionRules(XmlElement definition, Findings findings) {
    this.definition = definition;
    this.findings = findings;
    this.roles = RoleElements.of(definition);
  }

  void check() {
    checkName(definition, "service");
    checkRoles();
    List<XmlElement> probes = definition.path("LoadBalancerProbes", "LoadBalancerProbe");
    ConfigurationRules.noDuplicates(probes, "probe", findings);
    probes.forEach(this::checkProbe);
    checkTrafficRules();
    checkEndpointCount("input", RoleElements::inputEndpoints);
    checkEndpointCount("internal", RoleElements::internalEndpoints);
    checkEndpointCount("instance input", RoleElements::instanceInputEndpoints);
    new PortRules(findings).check(roles);
    for (RoleElements role : roles) {
      checkName(role.role(), "role");
      checkSize(role);
      new RoleRules(role, findings).check(probes);
    }
  }

  private void checkName(XmlElement element, String what) {
    String name = element.text("name");
    if (!Names.isPlain(name) && !name.isEmpty()) {
      findings.error(
          element.position("name"),
          "'%s' cannot be the name of a %s".formatted(name, what),
          "names become files, paths and host names",
          "use letters, digits, '.', '_' and '-', beginning with a letter or digit");
    }
  }

  private void checkRoles() {
    ConfigurationRules.noDuplicates(
        roles.stream().map(RoleElements::role).toList(), "role", findings);
    if (roles.isEmpty()) {
      findings.warning(
          definition.position(),
          "the service has no role",
          "there is nothing to run",
          "add a WebRole or a WorkerRole");
    }
    if (roles.size() > ROLES_MAX) {
      findings.error(
          roles.get(ROLES_MAX).role().position(),
          "the service has %d roles".formatted(roles.size()),
          "a service has at most " + ROLES_MAX,
          "make two services of it");
    }
  }

  private void checkEndpointCount(
      String kind, Function<RoleElements, List<XmlElement>> endpointsOf) {
    List<XmlElement> endpoints =
        roles.stream().flatMap(role -> endpointsOf.apply(role).stream()).toList();
    if (endpoints.size() > ENDPOINTS_MAX) {
      findings.error(
          endpoints.get(ENDPOINTS_MAX).position(),
          "the service has %d %s endpoints".formatted(endpoints.size(), kind),
          "a service has at most %d of a kind".formatted(ENDPOINTS_MAX),
          "let one endpoint serve several purposes, or make two services");
    }
  }

  private void checkProbe(XmlElement probe) {
    if (probe.text("protocol").equals("http") && probe.text("path").isEmpty()) {
      findings.error(
          probe.position(),
          "http probe '%s' has no path".formatted(probe.text("name")),
          "an http probe asks for a path",
          "add path=\"/health\"");
    }
  }

  private void checkTrafficRules() {
    for (XmlElement endpoint :
        definition.path(
            "NetworkTrafficRules", "OnlyAllowTrafficTo", "Destinations", "RoleEndpoint")) {
      boolean known =
          roles.stream()
              .filter(role -> role.name().equals(endpoint.text("roleName")))
              .anyMatch(role -> RoleElements.has(role.endpoints(), endpoint.text("endpointName")));
      if (!known) {
        unresolved(
            endpoint.position("endpointName"),
            "role '%s' has no endpoint '%s'"
                .formatted(endpoint.text("roleName"), endpoint.text("endpointName")));
      }
    }
    for (XmlElement from :
        definition.path("NetworkTrafficRules", "OnlyAllowTrafficTo", "WhenSource", "FromRole")) {
      if (roles.stream().noneMatch(role -> role.name().equals(from.text("roleName")))) {
        unresolved(
            from.position("roleName"), "there is no role '%s'".formatted(from.text("roleName")));
      }
    }
  }

  private void unresolved(Position position, String message) {
    findings.error(
        position,
        message,
        "a traffic rule must name what the definition has",
        "correct the name or remove the rule");
  }

  private void checkSize(RoleElements role) {
    if (VmSize.of(role.vmSize()).isEmpty()) {
      findings.error(
          role.role().position("vmsize"),
          "vmsize \"%s\" of role '%s' is not known".formatted(role.vmSize(), role.name()),
          "the fabric must know how much of a node an instance needs",
          "use one of "
              + Arrays.stream(VmSize.values())
                  .map(VmSize::toString)
                  .collect(Collectors.joining(", ")));
    }
  }
}
