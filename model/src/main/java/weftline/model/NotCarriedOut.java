package weftline.model;

import java.util.Map;

/// Warns of everything that a file may say and the fabric does not do (yet), so that nothing is
/// dropped in silence.
final class NotCarriedOut {
  private static final Map<String, String> ELEMENTS =
      Map.of(
          "Sites", "no IIS is run; the role's own program serves its sites",
          "Import", "plug-ins are not run",
          "VirtualMachineRole", "virtual machine images are not run",
          "NetFxEntryPoint", ".NET assemblies are not run; name a ProgramEntryPoint",
          "NetworkTrafficRules", "traffic between instances is not filtered",
          "Certificates", "certificates are not put into stores on the instances",
          "OsImage", "virtual machine images are not run",
          "NetworkConfiguration",
              "virtual networks, access lists and reserved addresses are not made",
          "GuestAgentSettings", "there is no guest agent to set");

  /// By element and attribute; `*` stands for every element.
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "InputEndpoint/idleTimeoutInMinutes",
              "the balancer ends idle connections after a time of its own",
          "InstanceInputEndpoint/idleTimeoutInMinutes",
              "the balancer ends idle connections after a time of its own",
          "InputEndpoint/loadBalancer", "there is one load balancer",
          "Role/vmName", "instances keep their usual names",
          "Startup/priority", "tasks run in the order of the file");

  private final Findings findings;

  NotCarriedOut(Findings findings) {
    this.findings = findings;
  }

  void check(XmlElement element) {
    String effect = ELEMENTS.get(element.name());
    if (effect != null && saysSomething(element)) {
      warn(element.position(), title(element), effect);
    }
    for (String attribute : element.attributes().keySet()) {
      String attributeEffect = ATTRIBUTES.get(element.name() + "/" + attribute);
      if (attributeEffect != null && !element.text(attribute).equals("0")) {
        warn(element.position(attribute), "attribute '%s'".formatted(attribute), attributeEffect);
      }
    }
    checkProtocol(element);
    checkDiscovery(element);
    element.children().forEach(this::check);
  }

  private void checkProtocol(XmlElement element) {
    if (!element.name().endsWith("Endpoint")) {
      return;
    }
    if (element.text("protocol").equals("udp")) {
      warn(
          element.position("protocol"),
          "UDP endpoint '%s'".formatted(element.text("name")),
          "only TCP is forwarded");
    } else if (element.text("protocol").equals("https")) {
      warn(
          element.position("protocol"),
          "the certificate of https endpoint '%s'".formatted(element.text("name")),
          "the bytes are forwarded as they are; the role itself must speak TLS");
    }
  }

  private void checkDiscovery(XmlElement element) {
    if (element.text("topologyChangeDiscovery").equals("UpgradeDomainWalk")) {
      warn(
          element.position("topologyChangeDiscovery"),
          "topologyChangeDiscovery 'UpgradeDomainWalk'",
          "all running instances learn of new instance counts at once, as with 'Blast'");
    }
  }

  private static boolean saysSomething(XmlElement element) {
    return !element.name().equals("Certificates") || !element.children().isEmpty();
  }

  private static String title(XmlElement element) {
    return element
        .attribute("moduleName")
        .or(() -> element.attribute("name"))
        .map(name -> "%s '%s'".formatted(element.name(), name))
        .orElse("element '%s'".formatted(element.name()));
  }

  private void warn(Position position, String what, String effect) {
    findings.warning(
        position,
        what + " is accepted but not carried out",
        effect,
        "leave it if the service works without it");
  }
}
