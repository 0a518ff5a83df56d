package weftline.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weftline.model.RoutingTable;

/// People who use the services, through the balancer, all the time. While nothing is wrong and
/// nothing has been wrong for a while, nobody is turned away by a backend that is not there.
final class Clients {
  private static final Duration PAUSE = Duration.ofMillis(700);

  /// How long after the repair of everything a client may still be turned away.
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final Agenda agenda;
  private final PlayedBalancer balancer;
  private final List<PlayedNode> nodes;
  private Optional<Instant> wellSince = Optional.of(Instant.EPOCH.minus(PATIENCE));
  private long served;

  Clients(Agenda agenda, PlayedBalancer balancer, List<PlayedNode> nodes) {
    this.agenda = agenda;
    this.balancer = balancer;
    this.nodes = List.copyOf(nodes);
  }

  void start() {
    balancer.table().routes().forEach(this::connect);
    agenda.in(PAUSE, this::start);
  }

  void somethingIsWrong() {
    wellSince = Optional.empty();
  }

  void allIsWell() {
    wellSince = wellSince.or(() -> Optional.of(agenda.instant()));
  }

  long served() {
    return served;
  }

  private void connect(RoutingTable.Route route) {
    Optional<RoutingTable.Backend> chosen = balancer.choose(route);
    if (chosen.isEmpty()) {
      return;
    }
    if (nodes.stream().anyMatch(node -> node.answers(chosen.get()))) {
      served++;
      return;
    }
    balancer.suspect(chosen.get());
    BrokenPromiseException.unless(
        !isSettled(),
        () ->
            "a client of %s is sent to %s, which is not there"
                .formatted(route.service(), chosen.get()));
  }

  private boolean isSettled() {
    return wellSince.filter(since -> !since.plus(PATIENCE).isAfter(agenda.instant())).isPresent();
  }
}
