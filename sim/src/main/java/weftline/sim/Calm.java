package weftline.sim;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.core.Condition;
import weftline.core.Explain;
import weftline.core.Instance;
import weftline.core.Life;
import weftline.core.Operation;
import weftline.core.State;

/// Knows what a fabric looks like in which everything has found its place.
record Calm(List<PlayedNode> nodes, PlayedBalancer balancer) {
  Calm {
    nodes = List.copyOf(nodes);
  }

  /// What is not yet as it should be.
  Optional<String> complaint(State state) {
    if (!balancer.table().generation().equals(state.routingGeneration())) {
      return Optional.of("the balancer does not follow the newest table");
    }
    Stream<String> ofNodes =
        state.nodes().values().stream()
            .filter(node -> !node.isUp())
            .map(node -> node.id() + " does not come back");
    Stream<String> ofSystems =
        state.nodes().values().stream()
            .filter(node -> node.condition() == Condition.UPDATING)
            .map(node -> node.id() + " does not get its operating system");
    Stream<String> ofInstances =
        state.instances().values().stream().flatMap(instance -> complaint(state, instance));
    Stream<String> ofOperations =
        state.runningOperations().stream()
            .filter(operation -> !mayWait(state, operation))
            .map(operation -> operation + " does not end");
    return Stream.of(ofNodes, ofSystems, ofInstances, ofOperations)
        .flatMap(each -> each)
        .findFirst();
  }

  /// An instance runs where the state says and nowhere else; one without a home says why.
  private Stream<String> complaint(State state, Instance instance) {
    Stream<String> ofPlaces =
        nodes.stream()
            .filter(node ->
                node.runs(instance.id()) != instance.node().filter(node.id()::equals).isPresent())
            .map(node ->
                "%s %s on %s, its home is %s"
                    .formatted(
                        instance.id(),
                        node.runs(instance.id()) ? "runs" : "does not run",
                        node.id(),
                        instance.node()));
    boolean explained =
        state
            .deployments()
            .get(instance.id().deployment())
            .filter(deployment -> deployment.failure().isPresent())
            .isPresent();
    boolean settled = instance.isReady() || (instance.life() == Life.WANTED && explained);
    Stream<String> ofLife =
        settled ? Stream.empty() : Stream.of(instance.id() + " stays " + instance.life());
    return Stream.concat(ofPlaces, ofLife);
  }

  private static boolean mayWait(State state, Operation operation) {
    String waitsFor = Explain.waitsFor(state, operation);
    return Explain.isUnplaceable(state, operation)
        || waitsFor.contains("somebody must allow")
        || waitsFor.contains("their deployment must be well, and there must be room elsewhere");
  }
}
