package weftline.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What must hold inside a configuration, whatever the definition says.
final class ConfigurationRules {
  private ConfigurationRules() {}

  static void check(XmlElement configuration, Findings findings) {
    noDuplicates(configuration.children("Role"), "role", findings);
    for (XmlElement role : configuration.children("Role")) {
      noDuplicates(role.path("ConfigurationSettings", "Setting"), "setting", findings);
      noDuplicates(role.path("Certificates", "Certificate"), "certificate", findings);
      if (role.child("Instances").isEmpty()) {
        findings.error(
            role.position(),
            "role '%s' has no 'Instances'".formatted(role.text("name")),
            "the fabric must know how many instances to run",
            "add <Instances count=\"2\" />");
      }
      role.child("Instances").ifPresent(instances -> checkCount(role, instances, findings));
    }
  }

  private static void checkCount(XmlElement role, XmlElement instances, Findings findings) {
    if (instances.number("count").filter(count -> count == 0).isPresent()) {
      findings.error(
          instances.position("count"),
          "role '%s' has 0 instances".formatted(role.text("name")),
          "a role of a service has at least one instance",
          "give it 1 or more, or take the role out of both files");
    }
  }

  static void noDuplicates(List<XmlElement> elements, String what, Findings findings) {
    Set<String> seen = new HashSet<>();
    for (XmlElement element : elements) {
      if (!seen.add(element.text("name"))) {
        findings.error(
            element.position("name"),
            "%s '%s' is there twice".formatted(what, element.text("name")),
            "names tell them apart",
            "rename one or remove it");
      }
    }
  }
}
