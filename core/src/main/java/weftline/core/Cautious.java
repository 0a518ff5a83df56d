package weftline.core;

import java.time.Instant;
import java.util.List;

/// A step that may harm, and so waits while healing stands still.
record Cautious(Step step) implements Step {
  @Override
  public List<Event> plan(State state, Instant now) {
    return state.upkeep().standstill().isPresent() ? List.of() : step.plan(state, now);
  }
}
