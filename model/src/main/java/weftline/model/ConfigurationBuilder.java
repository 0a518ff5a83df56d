package weftline.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes a [ServiceConfiguration] from a tree without errors.
final class ConfigurationBuilder {
  private ConfigurationBuilder() {}

  static ServiceConfiguration build(XmlElement tree) {
    return new ServiceConfiguration(
        tree.text("serviceName"),
        tree.number("osFamily").orElse(1),
        tree.attribute("osVersion").orElse("*"),
        tree.children("Role").stream().map(ConfigurationBuilder::role).toList());
  }

  private static ServiceConfiguration.RoleConfiguration role(XmlElement role) {
    return new ServiceConfiguration.RoleConfiguration(
        role.text("name"),
        role.child("Instances").flatMap(each -> each.number("count")).orElse(1),
        values(role.path("ConfigurationSettings", "Setting"), "value"),
        values(role.path("Certificates", "Certificate"), "thumbprint"));
  }

  private static Map<String, String> values(List<XmlElement> elements, String attribute) {
    Map<String, String> values = new LinkedHashMap<>();
    elements.forEach(each -> values.put(each.text("name"), each.text(attribute)));
    return values;
  }
}
