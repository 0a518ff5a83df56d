package weftline.core;

import java.time.Instant;
import java.util.List;

/// One thing the fabric does of itself. Asked again after its events are applied, a step answers
/// with none.
interface Step {
  List<Event> plan(State state, Instant now);

  /// The same, and applies them; none if not all controllers could read them.
  default List<Event> act(Ahead ahead, Instant now) {
    List<Event> events = plan(ahead.state(), now);
    if (!FabricLevel.covers(ahead.state(), events)) {
      return List.of();
    }
    ahead.apply(events);
    return events;
  }
}
