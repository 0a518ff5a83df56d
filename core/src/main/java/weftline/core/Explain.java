package weftline.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import weftline.model.InstanceId;
import weftline.model.NodeId;

/// Says why things are as they are: where an instance could be placed, and what a change waits for.
public final class Explain {
  private static final int NAMES_MAX = 5;

  private Explain() {}

  /// Where an instance could go.
  ///
  /// @param reason one sentence: where it is, or why it is nowhere
  /// @param verdicts node by node, for the first [PlacementFailure#VERDICTS_MAX] of them
  /// @param crowds all nodes, by what they are and what binds there; for the first of a deployment
  ///   that fits nowhere, as are the cures
  /// @param cures the smallest changes that would let it be placed
  public record Placement(
      InstanceId instance,
      String reason,
      List<Verdict> verdicts,
      List<Crowd> crowds,
      List<String> cures) {
    public Placement {
      verdicts = List.copyOf(verdicts);
      crowds = List.copyOf(crowds);
      cures = List.copyOf(cures);
    }
  }

  /// Judges every node for the instance, as if it were to be placed now beside everything else;
  /// empty if there is no such instance.
  public static Optional<Placement> placement(State state, InstanceId id) {
    return state
        .instances()
        .get(id)
        .map(instance -> placement(state, state.deployment(id.deployment()), instance));
  }

  private static Placement placement(State state, Deployment deployment, Instance instance) {
    Allocator allocator = new Allocator(state, deployment);
    List<Verdict> verdicts =
        deployment
            .failure()
            .filter(failure -> failure.instance().equals(instance.id()))
            .map(PlacementFailure::verdicts)
            .orElseGet(() -> allocator.judge(instance, PlacementFailure.VERDICTS_MAX));
    String reason =
        instance
            .residence()
            .map(home ->
                "it is on %s, in fault domain %d".formatted(home.node(), home.faultDomain()))
            .or(() -> deployment.failure().map(PlacementFailure::reason))
            .orElse("it has no node yet");
    boolean isFirst =
        deployment.failure().filter(each -> each.instance().equals(instance.id())).isPresent();
    return isFirst
        ? new Placement(
            instance.id(),
            reason,
            verdicts,
            allocator.crowds(instance, Cures.homeless(state, deployment)),
            Cures.of(state, deployment, instance.id().role()))
        : new Placement(instance.id(), reason, verdicts, List.of(), List.of());
  }

  /// Whether a running operation waits for room that is not there.
  public static boolean isUnplaceable(State state, Operation operation) {
    return operation.isRunning()
        && operation
            .subject()
            .deployment()
            .flatMap(state.deployments()::get)
            .flatMap(Deployment::failure)
            .isPresent();
  }

  /// What a running operation waits for, one sentence; empty if it has ended.
  public static String waitsFor(State state, Operation operation) {
    if (!operation.isRunning()) {
      return "";
    }
    if (state.upkeep().standstill().isPresent()) {
      return "the silent nodes; " + state.upkeep().standstill().get().reason();
    }
    return operation
        .subject()
        .deployment()
        .flatMap(state.deployments()::get)
        .map(deployment -> waitsFor(state, deployment))
        .or(() -> operation.subject().node().map(node -> waitsFor(state, node)))
        .orElse("the balancers to follow");
  }

  private static String waitsFor(State state, Deployment deployment) {
    if (deployment.failure().isPresent()) {
      return deployment.failure().get().reason().replaceFirst("^no ", "");
    }
    if (deployment.walk().flatMap(Walk::paused).isPresent()) {
      return waitsForWalk(state, deployment).orElseThrow();
    }
    List<Instance> instances = state.instancesOf(deployment.id());
    return some(instances, i -> i.life() == Life.FAILED, "to run")
        .or(() -> some(instances, i -> i.life() == Life.WANTED, "to get a node"))
        .or(() -> some(instances, i -> i.life() == Life.DRAINING, "to be left out of rotation"))
        .or(() -> some(instances, i -> i.life() == Life.STOPPING, "to stop"))
        .or(() -> some(instances, i -> i.life() == Life.PARKED, "to get their operating system"))
        .or(() -> some(instances, i -> !i.isReady(), "to become ready"))
        .or(() -> waitsForWalk(state, deployment))
        .orElse("its nodes and the balancers to follow");
  }

  private static Optional<String> waitsForWalk(State state, Deployment deployment) {
    return deployment
        .walk()
        .map(walk ->
            walk.paused()
                .map("a walk: somebody must allow it to go on, or roll back: "::concat)
                .orElseGet(() -> waitsForWalk(state, deployment, walk)));
  }

  private static String waitsForWalk(State state, Deployment deployment, Walk walk) {
    return state.tally(deployment.id()).isSettled() || walk.mayBegin()
        ? "all instances to have been ready for " + state.settings().bake().toSeconds() + " s"
        : "a walk: somebody must allow the next update domain";
  }

  private static String waitsFor(State state, NodeId node) {
    List<Instance> instances = state.instancesOn(node);
    return some(instances, i -> i.life().isLeaving(), "to leave")
        .or(() ->
            some(
                instances,
                _ -> true,
                "to move; their deployment must be well, and there must be room elsewhere"))
        .orElse("nothing more");
  }

  /// For example `web_IN_0 and 2 more to stop`, with what the first of them said.
  private static Optional<String> some(
      List<Instance> instances, Predicate<Instance> filter, String what) {
    List<Instance> found = instances.stream().filter(filter).toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String names =
        found.stream()
            .limit(NAMES_MAX)
            .map(instance -> instance.id().name())
            .collect(Collectors.joining(", "));
    int more = found.size() - NAMES_MAX;
    String detail = found.getFirst().health().detail();
    return Optional.of(
        names
            + (more > 0 ? " and " + more + " more " : " ")
            + what
            + (detail.isEmpty() ? "" : " (" + detail + ")"));
  }
}
