package weftline.controller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.core.Goals;
import weftline.core.Node;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RoutingTable;

/// Where nodes and balancers turn to: they say what they see, and wait here for newer goals. Blocks
/// its caller. The same for callers in this process and for those behind HTTP.
public final class Reception {
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);

  private final Controller controller;
  private final NodeWatch watch;

  public Reception(Controller controller, NodeWatch watch) {
    this.controller = controller;
    this.watch = watch;
  }

  public Decision join(NodeDescription node) throws Outage, InterruptedException {
    return heardIfAccepted(node.id(), controller.ask(at -> new Command.JoinNode(at, node)));
  }

  /// Refused for a node that is not, or no longer, part of the fabric: it has to join first.
  public Decision report(NodeReport report) throws Outage, InterruptedException {
    watch.reached(report.node());
    Command.ReportNode command = new Command.ReportNode(controller.now(), report);
    Decision decision =
        controller.isNews(command)
            ? controller.ask(at -> new Command.ReportNode(at, report))
            : new Decision.Accepted(List.of());
    return heardIfAccepted(report.node(), decision);
  }

  /// Takes in what one node says for others that fail together with it, all in one go.
  ///
  /// @return the nodes that are not, or no longer, part of the fabric, or not in its fault domain
  public List<NodeId> reports(NodeId aggregator, List<NodeReport> reports)
      throws Outage, InterruptedException {
    Optional<Integer> domain = faultDomain(aggregator);
    List<NodeId> unknown = new ArrayList<>();
    for (NodeReport report : reports) {
      boolean near = domain.isPresent() && faultDomain(report.node()).equals(domain);
      if (!near || report(report) instanceof Decision.Refused) {
        unknown.add(report.node());
      }
    }
    return unknown;
  }

  private Optional<Integer> faultDomain(NodeId node) {
    return controller.state().nodes().get(node).map(Node::faultDomain);
  }

  private Decision heardIfAccepted(NodeId node, Decision decision) {
    if (decision instanceof Decision.Accepted) {
      watch.heard(node);
    }
    return decision;
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
