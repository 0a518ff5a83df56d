package weftline.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weftline.core.Operation.Progress;
import weftline.model.Generation;
import weftline.model.NodeId;

/// Ends the operations whose goal state is there to be seen.
final class Finish implements Step {
  @Override
  public List<Event> plan(State state, Instant now) {
    if (state.indexes().finishable().isEmpty()) {
      return List.of();
    }
    return state.indexes().finishable().toList().stream()
        .flatMap(number -> state.operations().get(number).stream())
        .flatMap(operation -> finish(state, operation, now).stream())
        .toList();
  }

  private static Optional<Event> finish(State state, Operation operation, Instant now) {
    Optional<Deployment> deployment =
        operation.subject().deployment().flatMap(state.deployments()::get);
    boolean gone = operation.subject().deployment().isPresent() && deployment.isEmpty();
    if (gone && operation.kind() != Operation.Kind.DELETE) {
      return Optional.of(end(operation, Progress.FAILED, "the deployment is gone", now));
    }
    boolean done = deployment.map(d -> isDone(state, operation, d, now)).orElse(true);
    boolean nodeDone =
        operation.subject().node().map(node -> isEmptied(state, operation, node)).orElse(true);
    boolean swapDone =
        operation.kind() != Operation.Kind.SWAP || isInRotation(state, operation.startedAt(), now);
    return done && nodeDone && swapDone
        ? Optional.of(end(operation, Progress.SUCCEEDED, "", now))
        : Optional.empty();
  }

  private static boolean isDone(
      State state, Operation operation, Deployment deployment, Instant now) {
    Tally tally = state.tally(deployment.id());
    boolean settled = tally.isSettled() && deployment.walk().isEmpty();
    return switch (operation.kind()) {
      case DEPLOY, UPGRADE, ROLLBACK ->
          settled && isInRotation(state, lastReady(deployment, tally), now);
      case CONFIGURE, SCALE -> settled && isDelivered(state, deployment);
      case WALK ->
          deployment.walk().filter(walk -> walk.allowed() > 0 || !tally.isWell()).isEmpty();
      case DELETE -> false;
      case SWAP, DRAIN, UNDRAIN -> true;
    };
  }

  /// Whether every balancer follows, or has had the time to.
  private static boolean isInRotation(State state, Instant since, Instant now) {
    return state.isFollowed(state.routingGeneration())
        || !since.plus(state.settings().drainLimit()).isAfter(now);
  }

  private static Instant lastReady(Deployment deployment, Tally tally) {
    return tally.readySince().greatest().orElse(deployment.createdAt());
  }

  /// Whether every node of the deployment has taken in its newest goal.
  private static boolean isDelivered(State state, Deployment deployment) {
    Generation topology = deployment.topology().orElse(Generation.ZERO);
    return state
        .indexes()
        .awaited()
        .get(deployment.id())
        .orElse(Awaited.NONE)
        .isDelivered(topology);
  }

  private static boolean isEmptied(State state, Operation operation, NodeId node) {
    return operation.kind() != Operation.Kind.DRAIN || !state.indexes().evacuating().contains(node);
  }

  private static Event end(Operation operation, Progress how, String reason, Instant now) {
    return new Event.OperationEnded(operation.number(), how, reason, now);
  }
}
