package weftline.core;

import java.time.Instant;
import java.util.Optional;
import weftline.model.DeploymentId;
import weftline.model.NodeId;
import weftline.model.OperationId;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// One change that somebody asked for, and what became of it.
///
/// @param reason why it ended as it did; empty while it runs
public record Operation(
    long number,
    Kind kind,
    Subject subject,
    String by,
    Instant startedAt,
    Progress state,
    String reason,
    Optional<Instant> endedAt) {
  /// What is being done.
  public enum Kind {
    DEPLOY,
    CONFIGURE,
    UPGRADE,
    WALK,
    ROLLBACK,
    SWAP,
    SCALE,
    DELETE,
    DRAIN,
    UNDRAIN
  }

  /// How far it is.
  public enum Progress {
    RUNNING,
    SUCCEEDED,
    FAILED,
    ROLLED_BACK
  }

  /// What it is done to: a deployment in a slot of a service, a whole service, or a node.
  public record Subject(
      Optional<ServiceName> service,
      Optional<Slot> slot,
      Optional<DeploymentId> deployment,
      Optional<NodeId> node) {
    static Subject of(ServiceName service, Slot slot, DeploymentId deployment) {
      return new Subject(
          Optional.of(service), Optional.of(slot), Optional.of(deployment), Optional.empty());
    }

    static Subject of(ServiceName service) {
      return new Subject(
          Optional.of(service), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Subject of(NodeId node) {
      return new Subject(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(node));
    }
  }

  public OperationId id() {
    return new OperationId("op-" + number);
  }

  public boolean isRunning() {
    return state == Progress.RUNNING;
  }

  /// Whether it ends only when the nodes have taken in their goals.
  boolean awaitsNodes() {
    return isRunning() && (kind == Kind.CONFIGURE || kind == Kind.SCALE);
  }

  /// The deployment that has to come to rest before it can end, if any.
  Optional<DeploymentId> restsWith() {
    return switch (kind) {
      case DEPLOY, CONFIGURE, UPGRADE, ROLLBACK, SCALE, DELETE -> subject.deployment();
      case WALK, SWAP, DRAIN, UNDRAIN -> Optional.empty();
    };
  }

  Operation ended(Progress how, String why, Instant at) {
    return new Operation(number, kind, subject, by, startedAt, how, why, Optional.of(at));
  }
}
