package weftline.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weftline.balancer.Following;
import weftline.balancer.Preference;
import weftline.balancer.Rotation;
import weftline.core.Command;
import weftline.core.Goals;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.RoutingTable;

/// A balancer without listeners and probes: the real classes follow the table, keep it and choose.
/// What they keep outlives a restart.
final class PlayedBalancer {
  static final String NAME = "lb";
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final Agenda agenda;
  private final Access access;
  private final BalancerDisk disk = new BalancerDisk();
  private Rotation rotation;
  private Following following;

  PlayedBalancer(Agenda agenda, Wire wire, Controllers controllers) {
    this.agenda = agenda;
    this.access = new Access(NAME, agenda, wire, controllers);
    this.rotation = Rotation.unprobed(Preference.ROUND_ROBIN, agenda::nanos);
    this.following = begin(rotation);
  }

  void start() {
    Generation applied = rotation.applied();
    access.ask((primary, exchange) ->
        primary
            .state()
            .ifPresent(state -> {
              if (state.routingGeneration().isAfter(applied)) {
                RoutingTable newer = Goals.routingTable(state);
                exchange.answer(() -> following.heard(newer));
              }
            }));
    BalancerReport report = rotation.report(new BalancerId(NAME), List.of());
    access.tell((primary, exchange) ->
        primary.submit(at -> new Command.ReportBalancer(at, report), _ -> exchange.acknowledge()));
    agenda.in(ROUND, this::start);
  }

  /// Ends and starts again from the table that it has kept.
  void restart() {
    rotation = Rotation.unprobed(Preference.ROUND_ROBIN, agenda::nanos);
    following = begin(rotation);
  }

  RoutingTable table() {
    return rotation.table();
  }

  /// Whom a new client of a route is sent to, if there is anybody.
  Optional<RoutingTable.Backend> choose(RoutingTable.Route route) {
    return rotation.choose(route);
  }

  void suspect(RoutingTable.Backend backend) {
    rotation.suspect(backend);
  }

  private Following begin(Rotation fresh) {
    try {
      return Following.begin(fresh::follow, disk);
    } catch (IOException e) {
      throw new UncheckedIOException("this disk is never full", e);
    }
  }
}
