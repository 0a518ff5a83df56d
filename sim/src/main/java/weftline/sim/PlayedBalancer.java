package weftline.sim;

import java.time.Duration;
import java.util.List;
import weftline.core.Command;
import weftline.core.Goals;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.RoutingTable;

/// Follows the routing table as a balancer does; it has no listeners.
final class PlayedBalancer {
  private static final String NAME = "lb";
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final Agenda agenda;
  private final Wire wire;
  private final Primary primary;
  private RoutingTable table = RoutingTable.EMPTY;

  PlayedBalancer(Agenda agenda, Wire wire, Primary primary) {
    this.agenda = agenda;
    this.wire = wire;
    this.primary = primary;
  }

  void start() {
    Generation following = table.generation();
    wire.up(
        NAME,
        () ->
            primary
                .state()
                .ifPresent(state -> {
                  if (state.routingGeneration().isAfter(following)) {
                    RoutingTable newer = Goals.routingTable(state);
                    wire.down(NAME, () -> follow(newer));
                  }
                }));
    wire.up(
        NAME,
        () -> primary.submit(at -> new Command.ReportBalancer(at, report(following)), _ -> {}));
    agenda.in(ROUND, this::start);
  }

  RoutingTable table() {
    return table;
  }

  private void follow(RoutingTable newer) {
    if (newer.generation().isAfter(table.generation())) {
      table = newer;
    }
  }

  private static BalancerReport report(Generation following) {
    return new BalancerReport(new BalancerId(NAME), following, List.of(), List.of());
  }
}
