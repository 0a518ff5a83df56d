package weftline.model;

/// What an agent sees of one instance.
public enum InstanceStatus {
  /// The package is being fetched and the working directory made.
  PREPARING,
  /// Startup tasks run, or the process runs and has not said yet how it is.
  STARTING,
  /// Runs, and asks for no traffic.
  BUSY,
  /// Runs, and takes traffic.
  READY,
  /// Was asked to stop and has not ended yet.
  STOPPING,
  /// Ended because the goal says so; everything it held is free.
  STOPPED,
  /// Ended or could not start; will be tried again after the back-off.
  FAILED
}
