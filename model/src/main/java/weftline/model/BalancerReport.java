package weftline.model;

import java.util.List;

/// What a balancer says: the newest routing table it follows, the connections that are still open
/// per instance (zero is left out), and the public ports that somebody else holds.
///
/// @param failing instances that get no traffic because they do not answer their probe
/// @param tried how instances took the connections they were given lately
public record BalancerReport(
    BalancerId balancer,
    Generation applied,
    List<OpenConnections> connections,
    List<PortTaken> portsTaken,
    List<InstanceId> failing,
    List<Tried> tried) {
  public BalancerReport {
    failing = List.copyOf(failing);
    tried = List.copyOf(tried);
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

  public BalancerReport(
      BalancerId balancer,
      Generation applied,
      List<OpenConnections> connections,
      List<PortTaken> portsTaken,
      List<InstanceId> failing) {
    this(balancer, applied, connections, portsTaken, failing, List.of());
  }

  /// How many connections stand to one instance.
  public record OpenConnections(InstanceId instance, int count) {}

  /// How many connections one instance was given lately, and how many of them it refused or broke
  /// off.
  public record Tried(InstanceId instance, int count, int failed) {
    public Tried {
      if (failed < 0 || count < failed) {
        throw new IllegalArgumentException("%d of %d connections".formatted(failed, count));
      }
    }
  }

  /// A public port that could not be had.
  ///
  /// @param owner who holds the port, for people: `java (pid 4711)`, or empty if unknown
  public record PortTaken(String address, int port, String owner) {}
}
