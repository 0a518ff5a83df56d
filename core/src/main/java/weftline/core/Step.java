package weftline.core;

import java.time.Instant;
import java.util.List;

/// One thing the fabric does of itself. Asked again after its events are applied, a step answers
/// with none.
interface Step {
  List<Event> plan(State state, Instant now);
}
