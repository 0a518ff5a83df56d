package weftline.core;

import java.time.Instant;
import java.util.List;
import weftline.model.Generation;

/// Tells a drained instance to stop, once every balancer leaves it out or the time for that is up.
final class StopDrained implements Step {
  @Override
  public List<Event> plan(State state, Instant now) {
    return state.indexes().draining().toList().stream()
        .map(state::instance)
        .filter(instance -> isDrained(state, instance, now))
        .<Event>map(instance -> new Event.InstanceStopOrdered(instance.id()))
        .toList();
  }

  private static boolean isDrained(State state, Instance instance, Instant now) {
    Departure departure = instance.departure().orElseThrow();
    return departure.routing().filter(routing -> !isFollowed(state, routing)).isEmpty()
        || !departure.since().plus(state.settings().drainLimit()).isAfter(now);
  }

  /// Whether every balancer follows this routing table or a newer one.
  static boolean isFollowed(State state, Generation routing) {
    return state.balancers().values().stream().noneMatch(routing::isAfter);
  }
}
