package weftline.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One role of a definition's tree, with old and new forms of each part brought together.
record RoleElements(XmlElement role) {
  static List<RoleElements> of(XmlElement definition) {
    return definition.children().stream()
        .filter(child -> child.name().endsWith("Role"))
        .map(RoleElements::new)
        .toList();
  }

  String name() {
    return role.text("name");
  }

  String vmSize() {
    return role.attribute("vmsize").orElse("Small");
  }

  List<XmlElement> settings() {
    return role.path("ConfigurationSettings", "Setting");
  }

  List<XmlElement> certificates() {
    return role.path("Certificates", "Certificate");
  }

  List<String> imports() {
    return role.path("Imports", "Import").stream().map(each -> each.text("moduleName")).toList();
  }

  List<XmlElement> localStorage() {
    return role.anyPath(
        List.of(List.of("LocalResources", "LocalStorage"), List.of("LocalStorage")));
  }

  List<XmlElement> inputEndpoints() {
    return role.anyPath(
        List.of(List.of("Endpoints", "InputEndpoint"), List.of("InputEndpoints", "InputEndpoint")));
  }

  List<XmlElement> internalEndpoints() {
    return role.anyPath(
        List.of(List.of("Endpoints", "InternalEndpoint"), List.of("InternalEndpoint")));
  }

  List<XmlElement> instanceInputEndpoints() {
    return role.path("Endpoints", "InstanceInputEndpoint");
  }

  List<XmlElement> endpoints() {
    return Stream.of(inputEndpoints(), internalEndpoints(), instanceInputEndpoints())
        .flatMap(List::stream)
        .toList();
  }

  List<XmlElement> tasks() {
    return role.path("Startup", "Task");
  }

  /// Of the startup tasks and of the role itself.
  List<XmlElement> variables() {
    return role.anyPath(
        List.of(
            List.of("Startup", "Task", "Environment", "Variable"),
            List.of("Runtime", "Environment", "Variable")));
  }

  Optional<XmlElement> entryPoint() {
    return role.path("Runtime", "EntryPoint", "ProgramEntryPoint").stream().findFirst();
  }

  static boolean has(List<XmlElement> elements, String name) {
    return elements.stream().anyMatch(each -> each.text("name").equals(name));
  }
}
