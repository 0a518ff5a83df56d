package weftline.model;

import java.util.List;

/// What a balancer says: the newest routing table it follows, the connections that are still open
/// per instance (zero is left out), and the public ports that somebody else holds.
///
/// @param failing instances that get no traffic because they do not answer their probe
public record BalancerReport(
    BalancerId balancer,
    Generation applied,
    List<OpenConnections> connections,
    List<PortTaken> portsTaken,
    List<InstanceId> failing) {
  public BalancerReport {
    failing = List.copyOf(failing);
    connections = List.copyOf(connections);
    portsTaken = List.copyOf(portsTaken);
  }

  public BalancerReport(
      BalancerId balancer,
      Generation applied,
      List<OpenConnections> connections,
      List<PortTaken> portsTaken) {
    this(balancer, applied, connections, portsTaken, List.of());
  }

  /// How many connections stand to one instance.
  public record OpenConnections(InstanceId instance, int count) {}

  /// A public port that could not be had.
  ///
  /// @param owner who holds the port, for people: `java (pid 4711)`, or empty if unknown
  public record PortTaken(String address, int port, String owner) {}
}
