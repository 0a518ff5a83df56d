package weftline.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weftline.model.BalancerReport;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.OsReport;

/// Reads the reports of nodes and balancers, and keeps of them what is news. Old news is no error.
final class Reports {
  private Reports() {}

  static Decision of(State state, Command.ReportNode command) {
    NodeReport report = command.report();
    Optional<Node> node = state.nodes().get(report.node()).filter(one -> !one.isLost());
    if (node.isEmpty()) {
      return unknown(report.node());
    }
    List<Event> events = new ArrayList<>(Silence.broken(node.get()));
    Map<InstanceId, InstanceReport> said = new HashMap<>();
    report.instances().forEach(instance -> said.put(instance.id(), instance));
    for (Instance instance : state.instancesOn(report.node())) {
      Optional<InstanceReport> about =
          Optional.ofNullable(said.get(instance.id()))
              .filter(one -> one.attempt() == instance.attempt());
      news(instance, about, report.applied(), command).ifPresent(events::add);
    }
    if (report.applied().isAfter(node.get().followed()) && isAwaited(state, report.node())) {
      events.add(new Event.NodeFollowed(report.node(), report.applied()));
    }
    report
        .test()
        .flatMap(result -> Conditions.tested(node.get(), result, command.at()))
        .ifPresent(events::add);
    report.os().ifPresent(os -> events.addAll(news(state, node.get(), os, command)));
    return new Decision.Accepted(events);
  }

  /// What a node says of its operating system; the fabric may not be at the level for it yet.
  private static List<Event> news(State state, Node node, OsReport os, Command.ReportNode command) {
    List<Event> events = new ArrayList<>();
    if (!node.system().says(os) && FabricLevel.THIRD.isReached(state)) {
      events.add(new Event.NodeOsReported(node.id(), os.version(), os.changeable()));
    }
    os.result()
        .filter(result -> !result.begun())
        .filter(result ->
            node.system().order().filter(one -> one.number() == result.number()).isPresent())
        .flatMap(result ->
            Conditions.change(
                node, Condition.Cause.FAILED, result.detail(), Optional.empty(), command.at()))
        .ifPresent(events::add);
    return events;
  }

  static Decision of(State state, Command.ReportBalancer command) {
    BalancerReport report = command.report();
    List<Event> events = new ArrayList<>();
    if (isNews(state, report)) {
      events.add(new Event.BalancerFollowed(report.balancer(), report.applied()));
    }
    for (BalancerReport.PortTaken taken : report.portsTaken()) {
      PublicPort port = new PublicPort(taken.address(), taken.port());
      if (state.indexes().doors().containsKey(port) && !state.takenPorts().containsKey(port)) {
        events.add(new Event.PublicPortTaken(port, taken.owner()));
      }
    }
    List<Event> stopped = Probes.of(state, report, command.at());
    stopped = stopped.isEmpty() ? Refusals.of(state, report, command.at()) : stopped;
    events.addAll(stopped.isEmpty() ? Scaling.of(state, report, command.at()) : stopped);
    return new Decision.Accepted(events);
  }

  static Decision unknown(NodeId node) {
    return Decision.refuse(
        new Problem.NotFound("node " + node + " is not part of the fabric", "let it join first"));
  }

  private static Optional<Event> news(
      Instance instance,
      Optional<InstanceReport> about,
      Generation applied,
      Command.ReportNode command) {
    if (instance.life() == Life.STOPPING) {
      return isGone(instance, about, applied)
          ? Optional.of(new Event.InstanceStopped(instance.id()))
          : Optional.empty();
    }
    return about
        .filter(one -> isNews(instance, one))
        .map(one ->
            new Event.InstanceReported(
                one.id(), one.status(), one.failures(), one.detail(), command.at()));
  }

  /// Said to be stopped, or not spoken of by a node that has taken in the goal to stop it.
  private static boolean isGone(
      Instance instance, Optional<InstanceReport> about, Generation applied) {
    return about
        .map(one -> one.status() == InstanceStatus.STOPPED)
        .orElseGet(() ->
            instance
                .departure()
                .flatMap(Departure::stopGoal)
                .filter(goal -> !goal.isAfter(applied))
                .isPresent());
  }

  private static boolean isNews(Instance instance, InstanceReport report) {
    boolean counts =
        !instance.life().isLeaving()
            && report.status() != InstanceStatus.STOPPING
            && report.status() != InstanceStatus.STOPPED;
    boolean says =
        report.status() == InstanceStatus.READY
            && instance.life() == Life.READY
            && !report.detail().equals(instance.health().detail());
    return says
        || instance.life().hears(report.status()).isPresent()
        || (counts && report.failures() != instance.health().failures());
  }

  /// Whether an operation waits for what the node has taken in.
  private static boolean isAwaited(State state, NodeId node) {
    PMap<DeploymentId, Awaited> awaited = state.indexes().awaited();
    return !awaited.isEmpty()
        && state.instancesOn(node).stream()
            .anyMatch(instance -> awaited.containsKey(instance.id().deployment()));
  }

  /// A table newer than ours comes from another life of the fabric; it says nothing of this one.
  private static boolean isNews(State state, BalancerReport report) {
    if (report.applied().isAfter(state.routingGeneration())) {
      return false;
    }
    boolean awaited =
        !state.indexes().draining().isEmpty() || !state.indexes().openOperations().isEmpty();
    return state
        .balancers()
        .get(report.balancer())
        .map(known -> awaited && report.applied().isAfter(known))
        .orElse(true);
  }
}
