package weftline.core;

import java.time.Instant;
import weftline.model.InstanceId;

/// A place in a work list that is ordered by time, so that a step sees only what is due.
record Due(Instant at, InstanceId instance) implements Comparable<Due> {
  @Override
  public int compareTo(Due other) {
    int byTime = at.compareTo(other.at);
    return byTime != 0 ? byTime : instance.compareTo(other.instance);
  }
}
