package weftline.core;

import java.util.Optional;
import weftline.model.InstanceStatus;

/// Where an instance is in its life, as the controller sees it.
public enum Life {
  /// Should run and has no node yet.
  WANTED,
  /// Has a node, and has not said that it is well yet.
  STARTING,
  /// Runs, and asks for no traffic.
  BUSY,
  /// Runs, and takes traffic.
  READY,
  /// Ended unasked or could not start; its agent tries again.
  FAILED,
  /// On its way out: no new traffic, still running.
  DRAINING,
  /// On its way out: told to stop.
  STOPPING,
  /// Has stopped, and starts again where it is as soon as its node has its operating system.
  PARKED;

  public boolean isLeaving() {
    return this == DRAINING || isToStop();
  }

  /// Whether its node must not run it.
  boolean isToStop() {
    return this == STOPPING || this == PARKED;
  }

  boolean isPlaced() {
    return this != WANTED;
  }

  /// What a report changes: the life that follows, or nothing if the report is no news.
  Optional<Life> hears(InstanceStatus status) {
    return switch (this) {
      case WANTED, DRAINING, STOPPING, PARKED -> Optional.empty();
      case STARTING, BUSY, READY, FAILED -> reported(status).filter(life -> life != this);
    };
  }

  /// An instance that should run does not stop because its goal says so: that is stale news.
  private static Optional<Life> reported(InstanceStatus status) {
    return switch (status) {
      case PREPARING, STARTING -> Optional.of(STARTING);
      case BUSY -> Optional.of(BUSY);
      case READY -> Optional.of(READY);
      case FAILED -> Optional.of(FAILED);
      case STOPPING, STOPPED -> Optional.empty();
    };
  }
}
