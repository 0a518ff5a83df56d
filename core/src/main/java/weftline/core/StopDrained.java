package weftline.core;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import weftline.model.InstanceId;

/// Tells a drained instance to stop, once every balancer leaves it out or the time for that is up.
final class StopDrained implements Step {
  @Override
  public List<Event> plan(State state, Instant now) {
    if (state.indexes().draining().isEmpty() && state.indexes().drainingSince().isEmpty()) {
      return List.of();
    }
    Set<InstanceId> drained = new TreeSet<>();
    state.indexes().draining().takeWhile(drain -> state.isFollowed(drain.routing())).stream()
        .map(Drain::instance)
        .forEach(drained::add);
    Instant patience = now.minus(state.settings().drainLimit());
    state.indexes().drainingSince().takeWhile(due -> !due.at().isAfter(patience)).stream()
        .map(Due::instance)
        .forEach(drained::add);
    return drained.stream().<Event>map(Event.InstanceStopOrdered::new).toList();
  }
}
