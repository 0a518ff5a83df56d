package weftline.agent;

import weftline.model.InstanceStatus;

/// How far one run of an instance has come.
public enum RunState {
  PREPARING(InstanceStatus.PREPARING),
  STARTING(InstanceStatus.STARTING),
  BUSY(InstanceStatus.BUSY),
  READY(InstanceStatus.READY),
  STOPPING(InstanceStatus.STOPPING),
  /// Over, because somebody asked for it.
  STOPPED(InstanceStatus.STOPPED),
  /// Over, because the role asked for a fresh process.
  RECYCLED(InstanceStatus.FAILED),
  /// Over, and nobody asked for it.
  FAILED(InstanceStatus.FAILED);

  private final InstanceStatus status;

  RunState(InstanceStatus status) {
    this.status = status;
  }

  InstanceStatus status() {
    return status;
  }

  boolean isOver() {
    return this == STOPPED || this == RECYCLED || this == FAILED;
  }
}
