package weftline.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// No port is promised twice: public ports within the service, local ports within a role. An input
/// endpoint and an instance input endpoint may lead to the same local port: two doors, one
/// listener.
final class PortRules {
  private final Findings findings;

  PortRules(Findings findings) {
    this.findings = findings;
  }

  void check(List<RoleElements> roles) {
    List<Claim> everywhere = new ArrayList<>();
    for (RoleElements role : roles) {
      List<Claim> local = new ArrayList<>();
      List<Claim> instanceLocal = new ArrayList<>();
      for (XmlElement endpoint : role.inputEndpoints()) {
        claim(everywhere, endpoint, "port", "public port");
        claim(local, endpoint, "localPort", "local port");
      }
      for (XmlElement endpoint : role.internalEndpoints()) {
        claim(local, endpoint, "port", "local port");
        endpoint.path("FixedPort").forEach(each -> claim(local, each, "port", "local port"));
        endpoint.path("FixedPortRange").forEach(this::checkOrder);
      }
      for (XmlElement endpoint : role.instanceInputEndpoints()) {
        claim(instanceLocal, endpoint, "localPort", "local port");
        checkAllocation(everywhere, endpoint);
      }
    }
  }

  private void checkAllocation(List<Claim> everywhere, XmlElement endpoint) {
    List<XmlElement> ranges = endpoint.path("AllocatePublicPortFrom", "FixedPortRange");
    if (ranges.isEmpty()) {
      findings.error(
          endpoint.position(),
          "instance input endpoint '%s' has no port range".formatted(endpoint.text("name")),
          "each instance gets a public port from it",
          "add <AllocatePublicPortFrom><FixedPortRange min=\"10000\" max=\"10099\" />"
              + "</AllocatePublicPortFrom>");
    }
    for (XmlElement range : ranges) {
      if (checkOrder(range)) {
        add(
            everywhere,
            new Claim(transport(endpoint), range(range), range.position()),
            "public port");
      }
    }
  }

  /// True if the range is one.
  private boolean checkOrder(XmlElement range) {
    Optional<Integer> min = range.number("min").filter(PortRules::isPort);
    Optional<Integer> max = range.number("max").filter(PortRules::isPort);
    if (min.isEmpty() || max.isEmpty()) {
      return false;
    }
    if (min.get() <= max.get()) {
      return true;
    }
    findings.error(
        range.position("min"),
        "the range begins at %d, behind its end %d".formatted(min.get(), max.get()),
        "no port is in it",
        "exchange min and max");
    return false;
  }

  private void claim(List<Claim> claims, XmlElement endpoint, String attribute, String what) {
    endpoint
        .number(attribute)
        .filter(PortRules::isPort)
        .ifPresent(port ->
            add(
                claims,
                new Claim(
                    transport(endpoint), new PortRange(port, port), endpoint.position(attribute)),
                what));
  }

  private void add(List<Claim> claims, Claim claim, String what) {
    claims.stream()
        .filter(claim::overlaps)
        .findFirst()
        .ifPresent(other ->
            findings.error(
                claim.position(),
                "%s %d (%s) is taken"
                    .formatted(
                        what,
                        Math.max(claim.ports().min(), other.ports().min()),
                        claim.transport()),
                "line %d takes it already".formatted(other.position().line()),
                "choose another port"));
    claims.add(claim);
  }

  private static PortRange range(XmlElement range) {
    return new PortRange(range.number("min").orElseThrow(), range.number("max").orElseThrow());
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= 65_535;
  }

  private static String transport(XmlElement endpoint) {
    return endpoint.text("protocol").equals("udp") ? "udp" : "tcp";
  }

  /// Ports that something in the file asks for.
  private record Claim(String transport, PortRange ports, Position position) {
    boolean overlaps(Claim other) {
      return transport.equals(other.transport)
          && ports.min() <= other.ports.max()
          && other.ports.min() <= ports.max();
    }
  }
}
