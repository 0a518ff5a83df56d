package weftline.balancer;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import weftline.model.RoutingTable.Backend;
import weftline.model.RoutingTable.Route;

/// Says who gets the next connection. All entrances read one map that is replaced as a whole, so a
/// swap happens to all of them at one moment.
public final class Backends {
  /// How long a backend that did not accept is asked only when nobody else is left.
  private static final Duration SUSPICION = Duration.ofSeconds(2);

  private final Preference preference;
  private final OpenConnections connections;
  private final Predicate<Backend> passing;
  private final LongSupplier nanos;
  private final AtomicInteger turns = new AtomicInteger();
  private final Map<Backend, Long> suspects = new ConcurrentHashMap<>();
  private volatile Map<InetSocketAddress, Route> routes = Map.of();

  /// @param passing whether a backend's probe, if it has one, says that it is well
  public Backends(
      Preference preference,
      OpenConnections connections,
      Predicate<Backend> passing,
      LongSupplier nanos) {
    this.preference = preference;
    this.connections = connections;
    this.passing = passing;
    this.nanos = nanos;
  }

  public void replace(Map<InetSocketAddress, Route> newRoutes) {
    routes = Map.copyOf(newRoutes);
    suspects.keySet().removeIf(backend -> !isRouted(backend));
  }

  Optional<Route> route(InetSocketAddress entrance) {
    return Optional.ofNullable(routes.get(entrance));
  }

  /// Who gets the next connection, if anybody may.
  ///
  /// @param tried those that this client has asked in vain
  public Optional<Backend> choose(InetSocketAddress entrance, Set<Backend> tried) {
    return route(entrance)
        .flatMap(route ->
            route.backends().stream()
                .filter(backend -> !tried.contains(backend) && passing.test(backend))
                .min(preference(route)));
  }

  boolean serves(InetSocketAddress entrance, Backend backend) {
    return route(entrance).map(route -> route.backends().contains(backend)).orElse(false);
  }

  public void suspect(Backend backend) {
    suspects.put(backend, nanos.getAsLong() + SUSPICION.toNanos());
  }

  void trust(Backend backend) {
    suspects.remove(backend);
  }

  private Comparator<Backend> preference(Route route) {
    int turn = turns.getAndIncrement();
    Comparator<Backend> known = Comparator.comparing(this::isSuspect);
    return switch (preference) {
      case LEAST_CONNECTIONS ->
          known
              .thenComparingInt(backend -> connections.of(backend.instance()))
              .thenComparingInt(backend -> distance(route, backend, turn));
      case ROUND_ROBIN -> known.thenComparingInt(backend -> distance(route, backend, turn));
    };
  }

  private boolean isSuspect(Backend backend) {
    Long until = suspects.get(backend);
    return until != null && until - nanos.getAsLong() > 0;
  }

  private boolean isRouted(Backend backend) {
    return routes.values().stream().anyMatch(route -> route.backends().contains(backend));
  }

  private static int distance(Route route, Backend backend, int turn) {
    return Math.floorMod(route.backends().indexOf(backend) - turn, route.backends().size());
  }
}
