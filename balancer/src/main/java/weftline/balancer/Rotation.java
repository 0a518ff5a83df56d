package weftline.balancer;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.BalancerReport.PortTaken;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.RoutingTable;
import weftline.model.RoutingTable.Backend;
import weftline.model.RoutingTable.Route;

/// What a balancer goes by: the newest table that it has heard of, and who of it is in rotation.
/// Has no sockets and no threads, so that a simulated balancer is ruled by it, too.
public final class Rotation {
  private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);

  private final OpenConnections connections = new OpenConnections();
  private final Probes probes;
  private final Tries tries;
  private final Backends backends;
  private RoutingTable table = RoutingTable.EMPTY;
  private Map<InetSocketAddress, Route> routes = Map.of();

  Rotation(Preference preference, Probes probes, LongSupplier nanos) {
    this.probes = probes;
    this.tries = new Tries(nanos);
    this.backends = new Backends(preference, connections, probes::passes, nanos);
  }

  /// One that takes every backend's reported state for the truth.
  public static Rotation unprobed(Preference preference, LongSupplier nanos) {
    return new Rotation(preference, Probes.NONE, nanos);
  }

  /// Follows the table unless a newer one is followed already. New connections go by the new table
  /// when this returns.
  ///
  /// @return whether it is followed
  public synchronized boolean follow(RoutingTable newer) {
    if (!newer.generation().isAfter(table.generation())) {
      return false;
    }
    routes = carriedOut(newer);
    probes.watch(routes.values());
    backends.replace(routes);
    tries.keep(routed(routes.values()));
    table = newer;
    return true;
  }

  public synchronized RoutingTable table() {
    return table;
  }

  public synchronized Generation applied() {
    return table.generation();
  }

  /// Where it should be listened, and for what.
  synchronized Map<InetSocketAddress, Route> routes() {
    return routes;
  }

  /// Who gets the next connection to a route, if anybody may.
  public Optional<Backend> choose(Route route) {
    return backends.choose(entrance(route), Set.of());
  }

  /// It did not accept a connection.
  public void suspect(Backend backend) {
    backends.suspect(backend);
  }

  /// What there is to say of it.
  ///
  /// @param taken the ports that could not be listened on
  public BalancerReport report(BalancerId balancer, List<PortTaken> taken) {
    return new BalancerReport(
        balancer, applied(), connections.list(), taken, probes.failing(), tries.list());
  }

  Traffic traffic(BalancerConfig config) {
    return new Traffic(config, backends, connections, tries);
  }

  private static Set<InstanceId> routed(Collection<Route> routes) {
    return routes.stream()
        .flatMap(route -> route.backends().stream())
        .map(Backend::instance)
        .collect(Collectors.toSet());
  }

  private static Map<InetSocketAddress, Route> carriedOut(RoutingTable table) {
    Map<InetSocketAddress, Route> routes = new LinkedHashMap<>();
    for (Route route : table.routes()) {
      if (route.protocol().equalsIgnoreCase("udp")) {
        LOG.atWarn()
            .addKeyValue("service", route.service())
            .addKeyValue("endpoint", route.endpoint())
            .log("udp endpoint is not carried out");
      } else {
        routes.put(entrance(route), route);
      }
    }
    return routes;
  }

  private static InetSocketAddress entrance(Route route) {
    return new InetSocketAddress(route.address(), route.port());
  }
}
