package weftline.sim;

import java.util.Optional;
import java.util.function.Consumer;
import weftline.agent.Gatherer.Outcome;
import weftline.agent.Spokesman;
import weftline.core.Decision;
import weftline.model.Aggregator;
import weftline.model.NodeDescription;
import weftline.model.NodeReport;

/// How an agent reports, during one run, where racks report together. The real class decides who
/// speaks for the node.
final class RackVoice {
  private static final int PORT = 7410;

  private final NodeDescription node;
  private final Neighbourhood neighbours;
  private final Access access;
  private final Consumer<Runnable> turns;
  private final Spokesman spokesman;
  private final PlayedGatherer gatherer;
  private boolean reporting;

  /// @param turns lets the node act, as soon as it does anything
  RackVoice(
      NodeDescription node, Neighbourhood neighbours, Access access, Consumer<Runnable> turns) {
    this.node = node;
    this.neighbours = neighbours;
    this.access = access;
    this.turns = turns;
    this.spokesman = new Spokesman(node.id());
    this.gatherer = new PlayedGatherer(node.id(), access, turns);
  }

  /// Reports in one way or another, unless the last report is still on its way.
  ///
  /// @param stranger told if the node is not known
  void report(NodeReport report, Runnable stranger) {
    if (!reporting) {
      reporting = true;
      spokesman
          .current()
          .ifPresentOrElse(
              through -> report(report, through, stranger), () -> alone(report, stranger));
    }
  }

  private void report(NodeReport report, Aggregator through, Runnable stranger) {
    Consumer<Outcome> end = outcome -> said(outcome, report, stranger);
    if (through.node().equals(node.id())) {
      String address = node.address() + ":" + PORT;
      gatherer.at(address);
      neighbours.open(address, gatherer);
      gatherer.hearSelf(report, end);
    } else {
      neighbours.report(report, through, new Once(turns), end);
    }
  }

  private void said(Outcome outcome, NodeReport report, Runnable stranger) {
    switch (outcome) {
      case KNOWN -> reporting = false;
      case UNKNOWN -> {
        reporting = false;
        stranger.run();
      }
      case FAILED -> {
        spokesman.failed();
        alone(report, stranger);
      }
    }
  }

  private void alone(NodeReport report, Runnable stranger) {
    Once once = new Once(turns);
    access.call(
        (primary, exchange) ->
            primary.report(
                report,
                node.faultDomain(),
                decision -> {
                  Optional<Aggregator> named = primary.aggregator(node.id());
                  exchange.answer(() -> once.run(() -> saidAlone(decision, named, stranger)));
                }),
        () -> once.run(() -> reporting = false));
  }

  private void saidAlone(Decision decision, Optional<Aggregator> named, Runnable stranger) {
    reporting = false;
    spokesman.saidAlone(named);
    switch (decision) {
      case Decision.Refused _ -> stranger.run();
      case Decision.Accepted _ -> {} // it is known
    }
  }
}
