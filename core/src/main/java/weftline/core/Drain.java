package weftline.core;

import weftline.model.Generation;
import weftline.model.InstanceId;

/// A place in the list of instances out of rotation, ordered by the routing table they wait for.
///
/// @param routing the table that leaves the instance out; zero if none ever named it
record Drain(Generation routing, InstanceId instance) implements Comparable<Drain> {
  static Drain of(Instance instance) {
    return new Drain(
        instance.departure().flatMap(Departure::routing).orElse(Generation.ZERO), instance.id());
  }

  @Override
  public int compareTo(Drain other) {
    int byRouting = routing.compareTo(other.routing);
    return byRouting != 0 ? byRouting : instance.compareTo(other.instance);
  }
}
