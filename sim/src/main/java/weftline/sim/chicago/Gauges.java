package weftline.sim.chicago;

/// What the real world says while the data centre lives in its own time.
public interface Gauges {
  /// How much real time has passed, since some moment.
  long nanos();

  /// How much memory is in use once everything that is not needed is gone. Takes seconds.
  long usedBytes();
}
