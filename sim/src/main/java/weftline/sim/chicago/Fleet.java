package weftline.sim.chicago;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import weftline.core.Command;
import weftline.core.Event;
import weftline.core.Instance;
import weftline.core.Life;
import weftline.core.State;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.NodeId;
import weftline.model.NodeReport;

/// All the nodes, played as what they say: what is placed is ready after a while, what is told to
/// stop has stopped after another. Those in the dark say nothing.
final class Fleet {
  /// How long an instance takes until it is ready: fetch, unpack, start.
  private static final Duration START = Duration.ofSeconds(20);

  private static final Duration STOP = Duration.ofSeconds(2);

  private final DataCentre centre;
  private final Set<NodeId> dark = new HashSet<>();
  private final TreeMap<Instant, Set<NodeId>> due = new TreeMap<>();
  private final Map<InstanceId, Instant> starting = new HashMap<>();
  private final Set<InstanceId> away = new HashSet<>();
  private final Set<InstanceId> homeless = new HashSet<>();
  private long unplaceable;

  Fleet(DataCentre centre) {
    this.centre = centre;
  }

  void darken(Collection<NodeId> nodes) {
    dark.addAll(nodes);
  }

  /// They come back with nothing on them.
  ///
  /// @return what they say
  List<Function<Instant, Command>> lighten(Collection<NodeId> nodes) {
    dark.removeAll(new HashSet<>(nodes));
    List<Function<Instant, Command>> joins = new ArrayList<>();
    for (NodeId node : nodes) {
      joins.add(at -> new Command.JoinNode(at, centre.description(DataCentre.number(node))));
    }
    return joins;
  }

  /// They can be heard again, and have run on meanwhile.
  ///
  /// @return what they say
  List<Function<Instant, Command>> wake(Collection<NodeId> nodes, State state, Instant now) {
    dark.removeAll(new HashSet<>(nodes));
    List<Function<Instant, Command>> reports = new ArrayList<>();
    for (NodeId node : nodes) {
      NodeReport report = report(state, node, now);
      reports.add(at -> new Command.ReportNode(at, report));
    }
    return reports;
  }

  boolean isDark(int node) {
    return !dark.isEmpty() && dark.contains(DataCentre.node(node));
  }

  /// How many instances that should serve do not.
  int away() {
    return away.size();
  }

  /// One of those.
  String example() {
    return away.stream().map(InstanceId::toString).min(String::compareTo).orElse("nobody");
  }

  /// How many have no node.
  int homeless() {
    return homeless.size();
  }

  long unplaceable() {
    return unplaceable;
  }

  boolean isIdle() {
    return due.isEmpty();
  }

  /// Notes what an event means for the nodes.
  ///
  /// @param before the state that does not have it yet
  void read(Event event, State before, Instant now) {
    switch (event) {
      case Event.InstancesPlaced(_, var placements) ->
          placements.forEach(placement -> {
            homeless.remove(placement.instance());
            away.add(placement.instance());
            starting.put(placement.instance(), now.plus(START));
            plan(placement.residence().node(), now.plus(START));
          });
      case Event.InstanceReported reported -> {
        if (reported.status() == InstanceStatus.READY) {
          away.remove(reported.instance());
          starting.remove(reported.instance());
        }
      }
      case Event.InstanceDraining draining -> away.add(draining.instance());
      case Event.InstanceStopOrdered(var id) ->
          before
              .instances()
              .get(id)
              .flatMap(Instance::node)
              .ifPresent(node -> plan(node, now.plus(STOP)));
      case Event.NodeLost lost -> evict(lost.node(), before);
      case Event.NodesLost lost -> lost.nodes().forEach(node -> evict(node, before));
      case Event.PlacementFailed _ -> unplaceable++;
      default -> {} // no node hears of it
    }
  }

  /// What the nodes say that have something to say by now.
  List<Function<Instant, Command>> reports(State state, Instant now) {
    Set<NodeId> speakers = new TreeSet<>();
    while (!due.isEmpty() && !due.firstKey().isAfter(now)) {
      speakers.addAll(due.pollFirstEntry().getValue());
    }
    speakers.removeAll(dark);
    List<Function<Instant, Command>> reports = new ArrayList<>();
    for (NodeId node : speakers) {
      NodeReport report = report(state, node, now);
      reports.add(at -> new Command.ReportNode(at, report));
    }
    return reports;
  }

  /// Everybody who is there says so.
  void heartbeat(Mind mind, List<NodeId> everybody) {
    for (NodeId node : everybody) {
      if (dark.isEmpty() || !dark.contains(node)) {
        mind.heard(node);
      }
    }
  }

  private void plan(NodeId node, Instant when) {
    due.computeIfAbsent(when, _ -> new HashSet<>()).add(node);
  }

  private void evict(NodeId node, State before) {
    for (Instance instance : before.instancesOn(node)) {
      away.add(instance.id());
      homeless.add(instance.id());
      starting.remove(instance.id());
    }
  }

  private NodeReport report(State state, NodeId node, Instant now) {
    List<NodeReport.InstanceReport> instances =
        state.instancesOn(node).stream()
            .map(instance ->
                new NodeReport.InstanceReport(
                    instance.id(), instance.attempt(), status(instance, now), 0, ""))
            .toList();
    return new NodeReport(node, state.goalGeneration(node), instances);
  }

  private InstanceStatus status(Instance instance, Instant now) {
    if (instance.life() == Life.STOPPING) {
      return InstanceStatus.STOPPED;
    }
    return starting.getOrDefault(instance.id(), Instant.MIN).isAfter(now)
        ? InstanceStatus.STARTING
        : InstanceStatus.READY;
  }
}
