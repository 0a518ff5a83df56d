package weftline.model;

import java.util.List;
import java.util.Optional;

/// What must hold between a definition and a configuration.
final class PairRules {
  private static final String PLUGIN_PREFIX = "Microsoft.WindowsAzure.Plugins.";

  private final XmlElement definition;
  private final XmlElement configuration;
  private final Findings findings;

  PairRules(XmlElement definition, XmlElement configuration, Findings findings) {
    this.definition = definition;
    this.configuration = configuration;
    this.findings = findings;
  }

  void check() {
    checkServiceName();
    List<RoleElements> roles = RoleElements.of(definition);
    for (RoleElements role : roles) {
      configured(role.name())
          .ifPresentOrElse(each -> checkRole(role, each), () -> missingRole(role));
    }
    for (XmlElement role : configuration.children("Role")) {
      if (roles.stream().noneMatch(each -> each.name().equals(role.text("name")))) {
        findings.error(
            role.position("name"),
            "role '%s' is not in the definition".formatted(role.text("name")),
            "both files must have the same roles",
            "remove it here or add it to the definition");
      }
    }
    checkAccessLists(roles);
  }

  private void checkServiceName() {
    if (!definition.text("name").equals(configuration.text("serviceName"))) {
      findings.error(
          configuration.position("serviceName"),
          "serviceName \"%s\" is not the definition's name \"%s\""
              .formatted(configuration.text("serviceName"), definition.text("name")),
          "the two files are of different services, or one was renamed",
          "write the same name in both");
    }
  }

  private Optional<XmlElement> configured(String role) {
    return configuration.children("Role").stream()
        .filter(each -> each.text("name").equals(role))
        .findFirst();
  }

  private void missingRole(RoleElements role) {
    findings.error(
        configuration.position(),
        "role '%s' has no configuration".formatted(role.name()),
        "the definition names it at line %d; both files must have the same roles"
            .formatted(role.role().position().line()),
        "add <Role name=\"%s\"><Instances count=\"2\" /></Role>".formatted(role.name()));
  }

  private void checkRole(RoleElements role, XmlElement configured) {
    List<XmlElement> values = configured.path("ConfigurationSettings", "Setting");
    checkNames(role, configured, new Part("setting", "Setting", "value", role.settings(), values));
    List<XmlElement> thumbprints = configured.path("Certificates", "Certificate");
    checkNames(
        role,
        configured,
        new Part("certificate", "Certificate", "thumbprint", role.certificates(), thumbprints));
  }

  private void checkNames(RoleElements role, XmlElement configured, Part part) {
    for (XmlElement declared : part.declared()) {
      if (!RoleElements.has(part.given(), declared.text("name"))) {
        findings.error(
            configured.position(),
            "role '%s' gives no %s to %s '%s'"
                .formatted(role.name(), part.value(), part.what(), declared.text("name")),
            "the definition declares it at line " + declared.position().line(),
            "add <%s name=\"%s\" %s=\"...\" />"
                .formatted(part.element(), declared.text("name"), part.value()));
      }
    }
    for (XmlElement given : part.given()) {
      String name = given.text("name");
      if (!RoleElements.has(part.declared(), name) && !isOfImport(role, name)) {
        findings.error(
            given.position("name"),
            "%s '%s' is not declared for role '%s'".formatted(part.what(), name, role.name()),
            undeclaredReason(name),
            "declare it in the definition or remove it here");
      }
    }
  }

  private static String undeclaredReason(String name) {
    return name.startsWith(PLUGIN_PREFIX)
        ? "it belongs to a plug-in that the role does not import"
        : "the role would never see it: a misspelt name, or one that was forgotten";
  }

  /// Whether the name is one of a plug-in that the role imports: its prefix, the plug-in, a dot.
  private static boolean isOfImport(RoleElements role, String name) {
    return role.imports().stream().anyMatch(each -> name.startsWith(PLUGIN_PREFIX + each + "."));
  }

  private void checkAccessLists(List<RoleElements> roles) {
    for (XmlElement list :
        configuration.path("NetworkConfiguration", "EndpointAcls", "EndpointAcl")) {
      boolean known =
          roles.stream()
              .filter(role -> role.name().equals(list.text("role")))
              .anyMatch(role -> RoleElements.has(role.endpoints(), list.text("endPoint")));
      if (!known) {
        findings.error(
            list.position("endPoint"),
            "role '%s' has no endpoint '%s'".formatted(list.text("role"), list.text("endPoint")),
            "an access list must name an endpoint of the definition",
            "correct the names or remove the EndpointAcl");
      }
    }
  }

  /// A kind of thing that the definition declares and the configuration gives values to.
  private record Part(
      String what,
      String element,
      String value,
      List<XmlElement> declared,
      List<XmlElement> given) {}
}
