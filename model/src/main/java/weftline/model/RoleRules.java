package weftline.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What must hold inside one role of a definition.
final class RoleRules {
  private final RoleElements role;
  private final Findings findings;

  RoleRules(RoleElements role, Findings findings) {
    this.role = role;
    this.findings = findings;
  }

  void check(List<XmlElement> probes) {
    ConfigurationRules.noDuplicates(role.endpoints(), "endpoint", findings);
    ConfigurationRules.noDuplicates(role.settings(), "setting", findings);
    ConfigurationRules.noDuplicates(role.localStorage(), "local storage", findings);
    checkCertificates();
    role.inputEndpoints().forEach(endpoint -> checkEndpoint(endpoint, probes));
    checkBindings();
    checkStorage();
    checkEntryPoint();
    role.variables().forEach(this::checkVariable);
    role.role().path("Contents", "Content").forEach(this::checkContent);
  }

  /// One certificate may be wanted in several stores, but once in each.
  private void checkCertificates() {
    Map<String, List<XmlElement>> byStore =
        role.certificates().stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.text("storeLocation") + "/" + each.text("storeName")));
    byStore
        .values()
        .forEach(each -> ConfigurationRules.noDuplicates(each, "certificate", findings));
  }

  private void checkEndpoint(XmlElement endpoint, List<XmlElement> probes) {
    Optional<String> certificate =
        endpoint.attribute("certificate").filter(text -> !text.isEmpty());
    if (endpoint.text("protocol").equals("https") && certificate.isEmpty()) {
      findings.warning(
          endpoint.position(),
          "https endpoint '%s' has no certificate".formatted(endpoint.text("name")),
          "the role itself must bring one to speak https",
          "add certificate=\"NAME\" and declare it under Certificates");
    }
    if (certificate.isPresent() && !RoleElements.has(role.certificates(), certificate.get())) {
      findings.error(
          endpoint.position("certificate"),
          "certificate '%s' is not declared".formatted(certificate.get()),
          "an endpoint's certificate must be one of the role's",
          "add <Certificate name=\"%s\" /> under Certificates".formatted(certificate.get()));
    }
    endpoint
        .attribute("loadBalancerProbe")
        .filter(probe -> !RoleElements.has(probes, probe))
        .ifPresent(probe ->
            findings.error(
                endpoint.position("loadBalancerProbe"),
                "there is no probe '%s'".formatted(probe),
                "a probe must be one of LoadBalancerProbes",
                "correct the name or add the LoadBalancerProbe"));
  }

  private void checkBindings() {
    for (XmlElement binding : role.role().path("Sites", "Site", "Bindings", "Binding")) {
      String endpoint = binding.text("endpointName");
      if (!RoleElements.has(role.endpoints(), endpoint)) {
        findings.error(
            binding.position("endpointName"),
            "role '%s' has no endpoint '%s'".formatted(role.name(), endpoint),
            "a binding must name an endpoint of its role",
            "correct the name or add the endpoint");
      }
    }
  }

  private void checkStorage() {
    long total = role.localStorage().stream().mapToLong(RoleBuilder::storageMegabytes).sum();
    VmSize.of(role.vmSize())
        .filter(size -> total > size.capacity().diskMegabytes())
        .ifPresent(size ->
            findings.error(
                role.localStorage().getFirst().position(),
                "role '%s' wants %,d MB of local storage".formatted(role.name(), total),
                "an instance of size %s has %,d MB"
                    .formatted(size, size.capacity().diskMegabytes()),
                "ask for less or choose a larger vmsize"));
  }

  /// Only a warning: the definitions of services for other hosts are still worth reading.
  private void checkEntryPoint() {
    if (role.entryPoint().isEmpty()) {
      findings.warning(
          role.role().position(),
          "role '%s' names no program".formatted(role.name()),
          "an instance is a program; without one it cannot be started here",
          "add <Runtime><EntryPoint><ProgramEntryPoint commandLine=\"...\""
              + " setReadyOnProcessStart=\"true\" /></EntryPoint></Runtime>");
    }
  }

  private void checkVariable(XmlElement variable) {
    Optional<XmlElement> source = variable.child("RoleInstanceValue");
    if (source.isPresent() == variable.attribute("value").isPresent()) {
      findings.error(
          variable.position(),
          "variable '%s' must have either a value or a RoleInstanceValue"
              .formatted(variable.text("name")),
          source.isPresent() ? "it has both" : "it has neither",
          "leave one of the two");
    }
    source.ifPresent(this::checkPath);
  }

  private void checkPath(XmlElement source) {
    String xpath = source.text("xpath");
    Optional<RoleEnvironmentPath> path = RoleEnvironmentPath.parse(xpath);
    if (path.isEmpty()) {
      findings.error(
          source.position("xpath"),
          "xpath \"%s\" is not understood".formatted(xpath),
          "only the paths to a deployment's, endpoint's, local resource's and setting's attributes"
              + " are known",
          "use for example"
              + " /RoleEnvironment/CurrentInstance/Endpoints/Endpoint[@name='NAME']/@port");
    } else if (!isThere(path.get())) {
      findings.warning(
          source.position("xpath"),
          "xpath \"%s\" leads to nothing".formatted(xpath),
          "role '%s' does not declare what it names; the variable will not be set"
              .formatted(role.name()),
          "correct the name or declare it");
    }
  }

  private boolean isThere(RoleEnvironmentPath path) {
    return switch (path) {
      case RoleEnvironmentPath.OfDeployment _, RoleEnvironmentPath.OfInstance _ -> true;
      case RoleEnvironmentPath.OfEndpoint(var name, _) ->
          RoleElements.has(role.endpoints(), name) || ofPlugin(name);
      case RoleEnvironmentPath.OfLocalResource(var name, _) ->
          RoleElements.has(role.localStorage(), name) || ofPlugin(name);
      case RoleEnvironmentPath.OfSetting(var name) ->
          RoleElements.has(role.settings(), name) || ofPlugin(name);
    };
  }

  private boolean ofPlugin(String name) {
    return !role.imports().isEmpty() && name.startsWith("Microsoft.WindowsAzure.Plugins.");
  }

  private void checkContent(XmlElement content) {
    if (content.child("SourceDirectory").isEmpty()) {
      findings.error(
          content.position(),
          "content '%s' has no SourceDirectory".formatted(content.text("destination")),
          "there is nothing to copy",
          "add <SourceDirectory path=\"...\" />");
    }
  }
}
