package weftline.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.InstanceGoal;
import weftline.model.InstanceGoal.Wanted;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.OsOrder;
import weftline.model.OsReport;
import weftline.model.SelfTest;

/// A controller, its nodes and a balancer in a bottle: the real mind, and agents that do at once
/// what their goal says, unless told that something fails.
final class Fabric {
  private static final int ROUNDS_MAX = 1_000;

  private final List<Event> log = new ArrayList<>();
  private final Map<InstanceId, Integer> failures = new TreeMap<>();
  private final Set<String> broken = new TreeSet<>();
  private final Set<String> slow = new TreeSet<>();
  private final Set<NodeId> silent = new TreeSet<>();
  private final Map<NodeId, String> systems = new TreeMap<>();
  private State state = State.EMPTY;
  private Instant now = Instant.EPOCH;

  State state() {
    return state;
  }

  Instant now() {
    return now;
  }

  List<Event> log() {
    return log;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void silence(NodeId node, boolean isSilent) {
    if (isSilent) {
      silent.add(node);
    } else {
      silent.remove(node);
    }
  }

  /// From now on a node says that it runs this operating system.
  void install(NodeId node, String version) {
    systems.put(node, version);
  }

  /// From now on every instance fails whose id and package begin like this, or no more.
  void breakdown(String what, boolean isBroken) {
    if (isBroken) {
      broken.add(what);
    } else {
      broken.remove(what);
    }
  }

  /// From now on no instance gets ready whose id and package begin like this, or all do again.
  void slowdown(String what, boolean isSlow) {
    if (isSlow) {
      slow.add(what);
    } else {
      slow.remove(what);
    }
  }

  Decision submit(Command command) {
    Decision decision = Decider.decide(state, command);
    if (decision instanceof Decision.Accepted(var accepted)) {
      List<Event> events = new ArrayList<>(accepted);
      events.addAll(Autopilot.plan(state.applyAll(accepted), now));
      state = state.applyAll(events);
      log.addAll(events);
    }
    return decision;
  }

  /// Every agent and the balancer do what they should and report, again and again, until nothing is
  /// new.
  void settle() {
    for (int round = 0; round < ROUNDS_MAX; round++) {
      int before = log.size();
      state.nodes().keys().forEach(this::report);
      balance("lb");
      submit(new Command.Tick(now));
      if (log.size() == before) {
        return;
      }
    }
    throw new AssertionError(
        "the fabric does not settle: " + log.subList(log.size() - 9, log.size()));
  }

  void report(NodeId node) {
    if (silent.contains(node)) {
      return;
    }
    NodeGoal goal = Goals.nodeGoal(state, node);
    List<InstanceReport> reports = goal.instances().stream().map(this::converge).toList();
    submit(
        new Command.ReportNode(
            now,
            new NodeReport(
                node,
                goal.generation(),
                reports,
                goal.test().map(test -> tried(node, test)),
                installed(node, goal))));
  }

  private SelfTest.Result tried(NodeId node, SelfTest test) {
    boolean fails = broken.contains("test " + node);
    return new SelfTest.Result(
        test.number(), !fails, fails ? "the disk lost what was written" : "it passed its test");
  }

  /// A node does as its order says, unless that fails or takes long.
  private Optional<OsReport> installed(NodeId node, NodeGoal goal) {
    boolean fails = broken.contains("os " + node);
    goal.os()
        .filter(_ -> !fails && !slow.contains("os " + node))
        .ifPresent(order -> systems.put(node, order.version()));
    Optional<OsOrder.Result> result =
        goal.os()
            .map(order ->
                new OsOrder.Result(order.number(), !fails, fails ? "the image is damaged" : ""));
    return Optional.ofNullable(systems.get(node))
        .map(version -> new OsReport(version, !broken.contains("way " + node), result));
  }

  void report(NodeId node, Generation applied, InstanceReport report) {
    submit(new Command.ReportNode(now, new NodeReport(node, applied, List.of(report))));
  }

  void balance(String balancer) {
    submit(
        new Command.ReportBalancer(
            now,
            new BalancerReport(
                new BalancerId(balancer), state.routingGeneration(), List.of(), List.of())));
  }

  private InstanceReport converge(InstanceGoal goal) {
    if (goal.wanted() == Wanted.STOPPED) {
      failures.remove(goal.id());
      return new InstanceReport(goal.id(), goal.attempt(), InstanceStatus.STOPPED, 0, "");
    }
    String what = goal.id() + " " + goal.image();
    boolean fails = broken.stream().anyMatch(pattern -> what.contains(pattern));
    if (!fails) {
      failures.remove(goal.id());
      boolean isSlow = slow.stream().anyMatch(pattern -> what.contains(pattern));
      InstanceStatus status = isSlow ? InstanceStatus.STARTING : InstanceStatus.READY;
      return new InstanceReport(goal.id(), goal.attempt(), status, 0, "");
    }
    int failed = Math.min(failures.merge(goal.id(), 1, Integer::sum), 3);
    return new InstanceReport(
        goal.id(), goal.attempt(), InstanceStatus.FAILED, failed, "ended with exit code 1");
  }
}
