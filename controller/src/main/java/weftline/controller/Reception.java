package weftline.controller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.core.Goals;
import weftline.core.Node;
import weftline.core.State;
import weftline.model.Aggregator;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RackAnswer;
import weftline.model.RackReport;
import weftline.model.RackReport.Digested;
import weftline.model.RoutingTable;

/// Where nodes and balancers turn to: they say what they see, and wait here for newer goals. Blocks
/// its caller. The same for callers in this process and for those behind HTTP.
public final class Reception {
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);

  private final Controller controller;
  private final NodeWatch watch;
  private final Aggregators aggregators;
  private final LoadBook loads;

  public Reception(Controller controller, NodeWatch watch) {
    this.controller = controller;
    this.watch = watch;
    this.aggregators = new Aggregators(controller.monotonicNanos());
    this.loads = new LoadBook(controller);
  }

  /// What is heard of the use of cores.
  public LoadBook loads() {
    return loads;
  }

  public Decision join(NodeDescription node) throws Outage, InterruptedException {
    Decision decision = controller.ask(at -> new Command.JoinNode(at, node));
    if (decision instanceof Decision.Accepted) {
      watch.joined(node.id());
    }
    return decision;
  }

  /// Refused for a node that is not, or no longer, part of the fabric: it has to join first.
  public Decision report(NodeReport report) throws Outage, InterruptedException {
    State state = controller.state();
    return Controller.outcome(hear(new Digested(report.hashCode(), report), state));
  }

  /// Who should report for a node from now on, which has done so by itself.
  ///
  /// @param willing whether it would report for others
  public Optional<Aggregator> aggregator(NodeId node, boolean willing) {
    State state = controller.state();
    return faultDomain(state, node)
        .filter(domain -> state.nodesUp(domain) >= Aggregators.NODES_MIN)
        .flatMap(domain -> aggregators.turnTo(node, domain, willing));
  }

  /// Takes in what one node says for those that fail together with it.
  public RackAnswer reports(NodeId aggregator, RackReport rack)
      throws Outage, InterruptedException {
    controller.requirePrimary();
    return Controller.outcome(hear(aggregator, rack));
  }

  /// The same, for one who does not wait. Of nodes that say nothing new no more is touched than
  /// what the watch remembers of each. To be called at the primary.
  public CompletableFuture<RackAnswer> hear(NodeId aggregator, RackReport rack) {
    State state = controller.state();
    Optional<Integer> domain = faultDomain(state, aggregator);
    if (domain.isEmpty()) {
      return CompletableFuture.completedFuture(new RackAnswer(rack.nodes(), List.of()));
    }
    aggregators.heard(domain.get(), new Aggregator(aggregator, rack.address()));
    List<NodeId> wanted = new ArrayList<>(watch.heardAgain(domain.get(), rack));
    List<NodeId> unknown = new ArrayList<>();
    List<Hearing> hearings = new ArrayList<>();
    for (Digested said : rack.full()) {
      NodeId node = said.node();
      if (faultDomain(state, node).equals(domain)) {
        hearings.add(new Hearing(node, hear(said, state)));
      } else {
        unknown.add(node);
      }
    }
    return CompletableFuture.allOf(
            hearings.stream().map(Hearing::decision).toArray(CompletableFuture<?>[]::new))
        .thenApply(_ -> answer(hearings, unknown, wanted));
  }

  private static RackAnswer answer(
      List<Hearing> decided, List<NodeId> unknown, List<NodeId> wanted) {
    for (Hearing hearing : decided) {
      switch (hearing.decision().join()) {
        case Decision.Refused _ -> unknown.add(hearing.node());
        case Decision.Accepted(var events) -> {
          if (!events.isEmpty()) {
            wanted.add(hearing.node());
          }
        }
      }
    }
    return new RackAnswer(unknown, wanted);
  }

  /// Who has said something, and what will have been decided about it.
  private record Hearing(NodeId node, CompletableFuture<Decision> decision) {}

  /// Most reports are no news, and need not wait for their turn.
  private CompletableFuture<Decision> hear(Digested said, State known) {
    NodeReport report = said.report();
    loads.heard(report);
    return watch.hear(
        said,
        known,
        () ->
            controller.isNews(known, new Command.ReportNode(controller.now(), report))
                ? controller.submit(at -> new Command.ReportNode(at, report))
                : CompletableFuture.completedFuture(new Decision.Accepted(List.of())));
  }

  private static Optional<Integer> faultDomain(State state, NodeId node) {
    return state.nodes().get(node).map(Node::faultDomain);
  }

  /// The goal once it is newer; empty if it still is not when the wait is over.
  public Optional<NodeGoal> goal(NodeId node, Generation after, Duration wait)
      throws InterruptedException {
    var state = controller.awaitGoal(node, after, atMost(wait));
    return state.goalGeneration(node).isAfter(after)
        ? Optional.of(Goals.nodeGoal(state, node))
        : Optional.empty();
  }

  /// The table once it is newer; empty if it still is not when the wait is over.
  public Optional<RoutingTable> routes(Generation after, Duration wait)
      throws InterruptedException {
    var state = controller.awaitRouting(after, atMost(wait));
    return state.routingGeneration().isAfter(after)
        ? Optional.of(Goals.routingTable(state))
        : Optional.empty();
  }

  public Decision report(BalancerReport report) throws Outage, InterruptedException {
    return controller.ask(at -> new Command.ReportBalancer(at, report));
  }

  private static Duration atMost(Duration wait) {
    return wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
  }
}
