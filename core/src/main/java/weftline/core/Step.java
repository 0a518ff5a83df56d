package weftline.core;

import java.time.Instant;
import java.util.List;

/// One thing the fabric does of itself. Asked again after its events are applied, a step answers
/// with none.
interface Step {
  List<Event> plan(State state, Instant now);

  /// The same, for a step that knows the state behind its events anyhow.
  default Autopilot.Plan planned(State state, Instant now) {
    List<Event> events = plan(state, now);
    return new Autopilot.Plan(events, state.applyAll(events));
  }
}
