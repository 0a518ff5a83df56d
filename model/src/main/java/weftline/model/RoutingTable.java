package weftline.model;

import java.util.List;
import java.util.Optional;

/// All that a balancer should forward, at one generation.
public record RoutingTable(Generation generation, List<Route> routes) {
  public static final RoutingTable EMPTY = new RoutingTable(Generation.ZERO, List.of());

  public RoutingTable {
    routes = List.copyOf(routes);
  }

  /// One listener: a public address and the instances behind it that are ready and in service.
  ///
  /// @param probe how to see that a backend is well; empty means that its reported state decides
  /// @param proxyProtocol whether the backend is told the client's address (PROXY protocol v2)
  public record Route(
      String address,
      int port,
      String protocol,
      ServiceName service,
      Slot slot,
      String endpoint,
      List<Backend> backends,
      Optional<LoadBalancerProbe> probe,
      boolean proxyProtocol) {
    public Route {
      backends = List.copyOf(backends);
    }
  }

  /// Where one instance listens for an endpoint.
  public record Backend(InstanceId instance, String address, int port) {}
}
