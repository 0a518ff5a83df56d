package weftline.sim;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weftline.balancer.Backends;
import weftline.balancer.OpenConnections;
import weftline.balancer.Preference;
import weftline.core.Command;
import weftline.core.Goals;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.RoutingTable;

/// Follows the routing table and chooses backends by the real balancer's rules; it has no
/// listeners. The table that it keeps on disk outlives it.
final class PlayedBalancer {
  static final String NAME = "lb";
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final Agenda agenda;
  private final Access access;
  private RoutingTable table = RoutingTable.EMPTY;
  private Backends backends;

  PlayedBalancer(Agenda agenda, Wire wire, Controllers controllers) {
    this.agenda = agenda;
    this.access = new Access(NAME, agenda, wire, controllers);
    this.backends = backends(agenda);
  }

  void start() {
    Generation following = table.generation();
    access.ask((primary, exchange) ->
        primary
            .state()
            .ifPresent(state -> {
              if (state.routingGeneration().isAfter(following)) {
                RoutingTable newer = Goals.routingTable(state);
                exchange.answer(() -> follow(newer));
              }
            }));
    access.tell((primary, exchange) ->
        primary.submit(
            at -> new Command.ReportBalancer(at, report(following)), _ -> exchange.acknowledge()));
    agenda.in(ROUND, this::start);
  }

  /// Ends and starts again from the table that it has kept.
  void restart() {
    backends = backends(agenda);
    backends.replace(routes(table));
  }

  RoutingTable table() {
    return table;
  }

  /// Whom a new client of a route is sent to, if there is anybody.
  Optional<RoutingTable.Backend> choose(RoutingTable.Route route) {
    return backends.choose(entrance(route), Set.of());
  }

  void suspect(RoutingTable.Backend backend) {
    backends.suspect(backend);
  }

  private void follow(RoutingTable newer) {
    if (newer.generation().isAfter(table.generation())) {
      table = newer;
      backends.replace(routes(newer));
    }
  }

  private static Backends backends(Agenda agenda) {
    return new Backends(Preference.ROUND_ROBIN, new OpenConnections(), _ -> true, agenda::nanos);
  }

  private static Map<InetSocketAddress, RoutingTable.Route> routes(RoutingTable table) {
    Map<InetSocketAddress, RoutingTable.Route> routes = new HashMap<>();
    table.routes().forEach(route -> routes.put(entrance(route), route));
    return routes;
  }

  private static InetSocketAddress entrance(RoutingTable.Route route) {
    return InetSocketAddress.createUnresolved(route.address(), route.port());
  }

  private static BalancerReport report(Generation following) {
    return new BalancerReport(new BalancerId(NAME), following, List.of(), List.of());
  }
}
