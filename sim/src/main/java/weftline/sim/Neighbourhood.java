package weftline.sim;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import weftline.agent.Gatherer.Outcome;
import weftline.model.Aggregator;
import weftline.model.NodeId;
import weftline.model.NodeReport;

/// Brings reports from node to node.
final class Neighbourhood {
  /// As the real links have it.
  private static final Duration CALL_MAX = Duration.ofSeconds(1);

  private final Agenda agenda;
  private final Wire wire;
  private final boolean reportsTogether;
  private final Map<String, PlayedGatherer> doors = new HashMap<>();

  /// @param reportsTogether whether racks report through one node
  Neighbourhood(Agenda agenda, Wire wire, boolean reportsTogether) {
    this.agenda = agenda;
    this.wire = wire;
    this.reportsTogether = reportsTogether;
  }

  boolean reportsTogether() {
    return reportsTogether;
  }

  /// From now on whoever calls this address reaches this one.
  void open(String address, PlayedGatherer gatherer) {
    doors.put(address, gatherer);
  }

  /// A node reports through another one.
  ///
  /// @param end told what has become of it; that it failed, if there is no answer soon
  void report(NodeReport report, Aggregator through, Once once, Consumer<Outcome> end) {
    NodeId from = report.node();
    NodeId to = through.node();
    wire.up(
        from.value(),
        to.value(),
        () ->
            door(through)
                .ifPresent(gatherer ->
                    gatherer.hear(
                        report,
                        outcome ->
                            wire.down(
                                to.value(),
                                from.value(),
                                () -> once.run(() -> end.accept(outcome))))));
    agenda.in(CALL_MAX, () -> once.run(() -> end.accept(Outcome.FAILED)));
  }

  private Optional<PlayedGatherer> door(Aggregator aggregator) {
    return aggregator.address().map(doors::get);
  }
}
